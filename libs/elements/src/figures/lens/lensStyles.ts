import { css } from 'lit';
import { photoStyles } from '../../frame/photoStyles.js';

const layout = css`
  .look {
    display: grid;
    gap: 0.75rem;
  }
  .how {
    grid-column: 1 / -1;
  }
  .through {
    inset: 0;
    width: 100%;
    height: 100%;
    background: none;
  }
  .tag {
    padding: 0 0.28rem;
    background: rgb(20 18 16 / 0.72);
    color: #fff;
    font-size: 0.6875rem;
    font-weight: 600;
    line-height: 1.0625rem;
    translate: -100% 0;
    pointer-events: none;
  }
  .tag.outside {
    translate: 0 -100%;
  }
  .tag.strong {
    background: #b3401d;
  }
  /* Places of a document stand under it: it leaves them in sight. */
  .touring .start {
    inset: auto auto 0.5rem 0.5rem;
    padding: 0;
    background: none;
  }
  .touring div.start p {
    display: none;
  }
  .touring p.start {
    padding: 0.4rem 0.6rem;
    background: var(--deconv-paper);
  }
  /* Above the fold with all that stands before it. */
  @container (min-width: 44rem) {
    .look {
      --board: clamp(18rem, min(44cqi, 100svh - 18.5rem), 36rem);
      grid-template-columns: var(--board) minmax(0, 1fr);
      gap: clamp(1rem, 3cqi, 2.25rem);
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .field rect {
      transition: all var(--deconv-quick);
    }
  }
`;

const panes = css`
  .panes {
    --tile: calc((100cqi - 4 * 0.375rem) / 5);
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(max(var(--tile), 3.5rem), 1fr));
    gap: 0.375rem;
    margin: 0;
    list-style: none;
  }
  .key {
    margin-top: 0.75rem;
    color: var(--deconv-ink-quiet);
    font-size: var(--deconv-smaller);
  }
  .pane {
    display: grid;
    gap: 0.15rem 0.75rem;
    align-content: start;
    min-width: 0;
  }
  .pair {
    display: grid;
    gap: 2px;
    align-content: start;
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
  }
  div.pair {
    cursor: default;
  }
  .pair svg {
    display: block;
    width: 100%;
    background: var(--deconv-zero);
    image-rendering: pixelated;
  }
  .pair .patch {
    background: var(--deconv-paper-sunk);
  }
  .pane.strong .pair {
    box-shadow:
      0 0 0 2px var(--deconv-paper),
      0 0 0 4px var(--deconv-accent);
  }
  .about {
    display: grid;
    align-content: start;
    gap: 0.1rem;
    min-width: 0;
  }
  .which {
    color: var(--deconv-ink-quiet);
    font-size: var(--deconv-smaller);
    white-space: nowrap;
  }
  .which .number {
    display: inline-block;
    min-width: 1.15rem;
    margin-inline-end: 0.15rem;
    background: var(--deconv-ink);
    color: var(--deconv-paper);
    font-weight: 600;
    text-align: center;
  }
  .strong .which .number {
    background: var(--deconv-accent);
    color: var(--deconv-accent-ink);
  }
  .which .sight {
    margin-inline-start: 0.25rem;
  }
  /* Five beside one another leave a name no more room than this. */
  .sight,
  .activation {
    display: none;
  }
  .which {
    overflow: hidden;
    text-overflow: clip;
  }
  .unit {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    align-items: baseline;
    font-size: var(--deconv-small);
    white-space: nowrap;
  }
  .unit.none,
  .activation {
    color: var(--deconv-ink-quiet);
  }
  .strip {
    display: grid;
    grid-template-columns: repeat(9, minmax(0, 2.25rem));
    gap: 2px;
    list-style: none;
  }
  .strip img {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    object-fit: contain;
    background: var(--deconv-paper-sunk);
    image-rendering: pixelated;
  }
  @container (min-width: 44rem) {
    .side {
      position: relative;
      display: grid;
    }
    /* In the place of a sixth pane. */
    .odd .key {
      position: absolute;
      inset: auto 0 0 calc(50% + 0.625rem);
      max-width: 16rem;
    }
    .panes {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      grid-auto-rows: 1fr;
      align-content: space-between;
      gap: 0.75rem 1.25rem;
    }
    .pane {
      /* Two tiles beside each other; three rows are as high as the board. */
      --tile: min((100cqi - var(--board) - 6rem) / 4, (var(--board) - 6.5rem) / 3);
      justify-content: start;
      justify-items: start;
    }
    .pair {
      grid-template-columns: repeat(2, var(--tile));
    }
    .about {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.6rem;
      align-items: baseline;
      order: -1;
    }
    .strip {
      flex-basis: 100%;
    }
    .sight,
    .activation {
      display: inline;
    }
  }
`;

/** How `<deconv-lens>` looks. */
export const lensStyles = [photoStyles, layout, panes];
