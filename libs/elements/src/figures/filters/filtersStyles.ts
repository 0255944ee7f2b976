import { css } from 'lit';
import { plateStyles } from '../../frame/plateStyles.js';
import { choices } from '../../parts/styles/choices.js';

const layout = css`
  .stage {
    --reserve: calc(95rem - 85cqi);
  }
  .choices {
    display: grid;
    gap: 0.75rem;
    grid-column: 1 / -1;
    min-width: 0;
  }
  .choices .segments {
    width: fit-content;
    max-width: 100%;
  }
  .choices .segment {
    display: block;
  }
  .seen,
  .said,
  .findings {
    display: grid;
    gap: 1rem;
    align-content: start;
    min-width: 0;
  }
  .whole {
    display: contents;
  }
  .halves {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 1.25rem 1.5rem;
    min-width: 0;
  }
  .half {
    display: grid;
    gap: 1rem;
    align-content: start;
    min-width: 0;
  }
  .half .of {
    color: var(--deconv-ink);
    font-size: var(--deconv-small);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .half .chosen-filter {
    grid-template-columns: minmax(0, 4rem) minmax(0, 1fr);
  }
  @container (min-width: 34rem) {
    .stage {
      --reserve: 64.5rem;
    }
  }
  @container (min-width: 46rem) {
    .stage {
      --reserve: 42rem;
      grid-template-columns: minmax(0, 1fr) minmax(0, 22rem);
    }
  }
`;

const filters = css`
  .filters {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(2.75rem, 1fr));
    gap: 2px;
    max-height: 33rem;
    padding: 2px;
    overflow: auto;
    scrollbar-width: thin;
    border-block: 1px solid var(--deconv-hairline);
  }
  .filters.few {
    max-height: none;
    border: 0;
  }
  @container (min-width: 46rem) {
    .filters.few {
      grid-template-columns: repeat(auto-fill, minmax(4rem, 1fr));
    }
  }
  .filters.rows {
    grid-template-columns: 1fr;
  }
  .filter {
    display: grid;
    gap: 2px;
    padding: 3px;
    border: 1px solid transparent;
    border-radius: 3px;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 0.6875rem;
    text-align: inherit;
    cursor: pointer;
  }
  .filter:hover {
    border-color: var(--deconv-control-edge);
  }
  .filter.found {
    background: var(--deconv-paper-sunk);
  }
  .filter[aria-checked='true'] {
    border-color: var(--deconv-accent);
    background: var(--deconv-accent-wash);
    box-shadow: 0 0 0 1px var(--deconv-accent);
  }
  @media print {
    .filters {
      max-height: none;
      overflow: visible;
    }
  }
  .letters b {
    color: var(--deconv-accent);
  }
  .weights {
    display: block;
    width: 100%;
    background-color: var(--deconv-zero);
    background-repeat: no-repeat;
    image-rendering: pixelated;
  }
  .chosen-filter {
    display: grid;
    grid-template-columns: 7rem minmax(0, 1fr);
    gap: 1rem;
    align-items: center;
    min-height: 7rem;
  }
`;

const findings = css`
  .said ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .found-list li {
    display: grid;
    grid-template-columns: 1rem minmax(0, 1fr) auto;
    gap: 0.5rem;
    padding-block: 0.15rem;
    border-bottom: 1px solid var(--deconv-hairline);
  }
  .said h3 {
    margin-bottom: 0.4rem;
    color: var(--deconv-ink);
    font-size: var(--deconv-small);
  }
  .bands {
    display: flex;
    height: 0.75rem;
    margin-bottom: 0.35rem;
  }
  .bands span {
    flex-basis: 0;
  }
  /* Light to dark of one hue: an order. */
  .low {
    background: light-dark(#d9b9a8, #f6d3c2);
  }
  .mid {
    background: light-dark(#c4714f, #d98a66);
  }
  .high {
    background: light-dark(#7c2a10, #8e4a2c);
  }
  .swatch {
    display: inline-block;
    width: 0.75rem;
    aspect-ratio: 1;
    vertical-align: -0.05rem;
  }
  .sizes svg {
    display: block;
    width: 100%;
    border-bottom: 1px solid var(--deconv-control-edge);
  }
  .bar {
    fill: var(--deconv-ink-quiet);
    cursor: pointer;
  }
  .bar.found {
    fill: var(--deconv-ink);
  }
  .bar.chosen {
    fill: var(--deconv-accent);
  }
  .limit {
    stroke: var(--deconv-accent);
    stroke-dasharray: 4 3;
  }
  .sizes .quiet {
    margin-top: 0.35rem;
  }
`;

/** How `<deconv-filters>` looks. */
export const filtersStyles = [plateStyles, choices, layout, filters, findings];
