import { css } from 'lit';
import { plateStyles } from '../../frame/plateStyles.js';

const panels = css`
  .stage {
    --reserve: 72rem;
  }
  .panel {
    width: 100%;
    align-self: start;
  }
  .panel caption {
    font-size: 0.9375rem;
  }
  .panel th,
  .panel td {
    padding-block: 0.1rem;
    padding-inline: 0.4rem 0;
    font-weight: 400;
    text-align: right;
    white-space: nowrap;
  }
  .panel th:first-child {
    padding-inline-start: 0;
    text-align: inherit;
    white-space: normal;
  }
  .panel thead th {
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .panel .axis {
    width: 30%;
    padding-inline: 0.6rem 0.2rem;
  }
  .panel svg {
    display: block;
    width: 100%;
    overflow: visible;
  }
  .panel text {
    fill: var(--deconv-ink-quiet);
    font-size: 30px;
  }
  .panel text.inner {
    display: none;
  }
  .panel circle {
    r: 10px;
  }
  @container (min-width: 25rem) {
    .stage {
      --reserve: 56rem;
    }
    .panel circle {
      r: 5px;
    }
    .panel text {
      font-size: 20px;
    }
  }
  .panel .grid {
    stroke: var(--deconv-hairline);
  }
  .panel .whisker {
    stroke: var(--deconv-ink);
    stroke-width: 2px;
    vector-effect: non-scaling-stroke;
  }
  .panel circle {
    fill: var(--deconv-accent);
    stroke: var(--deconv-paper);
    stroke-width: 1.5;
  }
  /* Controls differ by shape as well as by colour: hollow dots, dashed whiskers. */
  .controls circle {
    fill: var(--deconv-paper);
    stroke: var(--deconv-ink-quiet);
    stroke-width: 2;
  }
  .controls .whisker {
    stroke: var(--deconv-ink-quiet);
    stroke-dasharray: 3 2;
  }
  .controls th[colspan] {
    padding-top: 0.5rem;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .pointed {
    background: var(--deconv-accent-wash);
  }
  .reading {
    max-width: 44rem;
  }
  .faces {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(9rem, 45%), 1fr));
    gap: 0.5rem;
    align-items: start;
    max-height: 24rem;
    overflow: auto;
  }
  .face {
    position: relative;
    touch-action: pan-y;
    cursor: crosshair;
  }
  .face img {
    display: block;
    width: 100%;
    user-select: none;
  }
  .spot {
    position: absolute;
    width: 1.5rem;
    height: 1.5rem;
    margin: -0.75rem;
    padding: 0;
    border: 2px solid #fff;
    border-radius: 50%;
    outline: 2px solid #211e1a;
    background: #b3401d;
    color: #fff;
    font: inherit;
    font-size: 0.75rem;
    font-weight: 600;
    line-height: 1;
    touch-action: none;
    cursor: grab;
  }
  .spot:focus-visible {
    outline: 4px solid #211e1a;
  }
  @container (min-width: 46rem) {
    .stage {
      --reserve: 39rem;
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .panel .axis {
      width: 40%;
    }
    .panel text {
      font-size: 11px;
    }
    .panel text.inner {
      display: inline;
    }
    .reading {
      grid-column: 1 / -1;
    }
  }
  @container (min-width: 60rem) {
    .stage {
      --reserve: 31rem;
    }
  }
`;

/** How `<deconv-correspondence>` looks. */
export const correspondenceStyles = [plateStyles, panels];
