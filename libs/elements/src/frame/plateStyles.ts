import { css, unsafeCSS } from 'lit';
import { tokens } from '../drawing/tokens.js';
import { saveStyles } from '../export/saveStyles.js';
import { button } from '../parts/styles/button.js';
import { failure } from '../parts/styles/failure.js';
import { frame } from '../parts/styles/frame.js';
import { progress } from '../parts/styles/progress.js';
import { runStyles } from './runStyles.js';

/** The frame. */
const framed = css`
  .stage {
    position: relative;
    display: grid;
    gap: 1.25rem 2.25rem;
    align-content: start;
    margin-block: 1.25rem 1rem;
    min-height: var(--deconv-reserve, var(--reserve));
  }
  .poster {
    grid-column: 1 / -1;
  }
  .print {
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem 1.25rem;
    min-height: 2.5rem;
    align-content: start;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .fault {
    color: var(--deconv-accent);
    font-size: var(--deconv-smaller);
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .print b {
    font-weight: 500;
    color: var(--deconv-ink);
    overflow-wrap: anywhere;
  }
`;

/** The frame of a figure that draws a document, with all that stands around what is drawn. */
export const plate = [framed, button, failure, progress, runStyles, saveStyles];

/** What stands in several figures. */
export const pieces = css`
  .quiet {
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-decoration: underline dotted var(--deconv-accent) 0.1em;
    text-underline-offset: 0.22em;
    cursor: pointer;
  }
  .link:hover {
    color: var(--deconv-accent);
  }
  .numbers {
    grid-column: 1 / -1;
    min-width: 0;
  }
  .tables {
    max-height: 22rem;
    margin-top: 0.75rem;
    overflow: auto;
    border: 1px solid var(--deconv-hairline);
    background: var(--deconv-scroll-signs);
  }
  /* No room is kept on paper for what will not come, and pictures stay whole. */
  @media print {
    .stage {
      min-height: 0;
    }
    .tables {
      max-height: none;
    }
  }
  table {
    border-collapse: collapse;
  }
  .tables table {
    margin: 0.75rem;
    font-size: var(--deconv-smaller);
    white-space: nowrap;
  }
  caption {
    padding-bottom: 0.35rem;
    font-weight: 600;
    text-align: inherit;
  }
  .tables th,
  .tables td {
    padding-block: 0.15rem;
    padding-inline: 0 0.6rem;
    font-weight: 400;
    text-align: right;
  }
  .tables th {
    color: var(--deconv-ink-quiet);
  }
  .tables th:first-child {
    text-align: inherit;
  }
`;

/** How the frame of an element that draws a document looks, and what stands in several of them. */
export const plateStyles = [unsafeCSS(tokens), frame, plate, pieces];
