import { css } from 'lit';
import { readersText } from '../../drawing/inReadersRem.js';
import { forcedColours } from './forcedColours.js';

const base = css`
  :host {
    display: block;
    container-type: inline-size;
    accent-color: var(--deconv-accent);
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
    /* Words and numbers keep their order where the page's text runs the other way; the layout runs with the page. */
    unicode-bidi: plaintext;
  }
  /* Charts, and pairs of a patch and its projection, lie as the words say of them. */
  svg,
  .ends,
  .bands,
  .pair,
  .cell,
  .card,
  .detail {
    direction: ltr;
    text-align: left;
  }
  .plate {
    ${readersText}
    position: relative;
    color: var(--deconv-ink);
    padding-block: 1.25rem 1rem;
    border-block: 1px solid var(--deconv-hairline);
    border-top: 2px solid var(--deconv-ink);
  }
  :where(.plate) > * {
    font-size: var(--deconv-small);
  }
  /* Text begins where the layout does. Below, it is inherited, since the start of each text is that of its own words. */
  .plate > * {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  slot {
    text-align: start;
  }
  h3,
  p,
  ol,
  dl,
  dd,
  figure,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  h3,
  legend {
    font-size: var(--deconv-smaller);
    font-weight: 500;
    color: var(--deconv-ink-quiet);
  }
  :focus-visible {
    outline: 2px solid var(--deconv-accent);
    outline-offset: 2px;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  /* On paper nothing can be pressed; and pictures that lie behind text are data. */
  @media print {
    :host {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
    .button,
    .link[aria-expanded],
    .start,
    .run,
    .intake,
    .settings,
    .samples,
    .own,
    .save,
    .plate.idle :is(.status, .print),
    progress,
    [type='range'] {
      display: none !important;
    }
    svg,
    .board,
    .pair,
    tr {
      break-inside: avoid;
    }
    h3,
    legend,
    slot[name='title'] {
      break-after: avoid;
    }
  }
`;

/** What every figure is in, how its type is set, on screens, on paper and in readers' own colours. */
export const frame = [base, forcedColours];
