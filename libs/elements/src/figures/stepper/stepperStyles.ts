import { css } from 'lit';
import { photoStyles } from '../../frame/photoStyles.js';
import { unitChoice } from '../../frame/unitChoice.js';
import { projectionScale } from '../../parts/styles/projectionScale.js';
import { magnifierStyles } from './magnifier/magnifierStyles.js';

const layout = css`
  .look,
  .main {
    display: grid;
    gap: 1.25rem 2.25rem;
    align-content: start;
    min-width: 0;
  }
  .how-down {
    display: grid;
    gap: 0.75rem;
    justify-items: start;
  }
  .awaited {
    visibility: hidden;
  }
  .settings > .how-down .switch {
    margin-top: 0.35rem;
  }
  @container (min-width: 44rem) {
    /* One place in numbers stands beneath photo and list, beside the maps; its room is kept where a step has none. */
    .look {
      grid-template-rows: minmax(27rem, auto) minmax(23rem, 1fr);
      grid-template-columns: minmax(12rem, 26cqi) 10.5rem minmax(0, 1fr);
    }
    .main {
      display: contents;
    }
    .main > .step {
      grid-area: 1 / 3 / 3 / 4;
    }
    .main > .magnifier {
      grid-area: 2 / 1 / 3 / 3;
    }
    .all {
      grid-area: 1 / 2 / 3 / 4;
    }
  }
`;

const walk = css`
  .walk {
    display: grid;
    gap: 0.75rem;
    align-content: start;
    min-width: 0;
  }
  .buttons {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 0.35rem;
  }
  .buttons .button {
    padding-inline: 0;
    text-align: center;
  }
  .button:disabled {
    border-color: var(--deconv-hairline);
  }
  .steps {
    display: flex;
    gap: 0.25rem;
    min-height: 3.375rem;
    overflow-x: auto;
    padding: 2px 2px 0.5rem;
    list-style: none;
  }
  .steps button {
    width: 100%;
    min-height: 2.75rem;
    padding: 0.15rem 0.6rem;
    border: 0;
    border-bottom: 2px solid var(--deconv-hairline);
    background: none;
    color: inherit;
    font: inherit;
    text-align: inherit;
    white-space: nowrap;
    cursor: pointer;
  }
  .steps button:hover {
    background: var(--deconv-paper-sunk);
  }
  .steps [aria-current='step'] {
    border-color: var(--deconv-accent);
    background: var(--deconv-accent-wash);
    font-weight: 600;
  }
  @container (min-width: 44rem) {
    .steps {
      display: grid;
      gap: 0;
      overflow: visible;
    }
    .steps button {
      min-height: 1.9rem;
      border-bottom: 0;
      border-inline-start: 2px solid var(--deconv-hairline);
    }
  }
  @media (pointer: coarse) {
    .steps button {
      min-height: 2.75rem;
    }
  }
`;

const step = css`
  .step {
    display: grid;
    gap: 0.75rem;
    align-content: start;
    min-width: 0;
    min-height: clamp(30rem, 62.5cqi + 15.5rem, 36rem);
  }
  @container (min-width: 44rem) {
    .step {
      min-height: max(30.7rem, 39cqi + 9rem);
    }
    /* With what asks to compute, and two lines of facts, before there is a document. */
    .settings {
      min-height: 11.75rem;
      align-content: start;
    }
    .status {
      min-height: 2.4rem;
    }
  }
  .step h3 {
    font-size: 1rem;
    font-weight: 600;
    color: var(--deconv-ink);
  }
  .sides {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 17rem));
    gap: 1rem;
  }
  /* Beside a map that is not square. */
  .side deconv-pixels,
  .maps deconv-pixels {
    background: var(--deconv-paper-sunk);
  }
  .side deconv-pixels {
    outline: 1px solid var(--deconv-hairline);
  }
  .side figcaption {
    min-height: 2.4rem;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .marks {
    overflow: visible;
  }
  .marks path {
    fill: none;
    vector-effect: non-scaling-stroke;
  }
  .grid {
    stroke: rgb(255 255 255 / 0.28);
    stroke-width: 1px;
  }
  .way {
    stroke: #f2936b;
    stroke-width: 1.25px;
  }
  .cut {
    stroke: #f2936b;
    stroke-width: 1.5px;
  }
  .signal {
    fill: #f2936b;
    animation: travel 380ms ease-out backwards;
  }
  @keyframes travel {
    from {
      transform: translate(var(--x), var(--y));
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .signal {
      animation: none;
    }
  }
  .maps {
    display: grid;
    grid-template-columns: repeat(8, minmax(0, 4rem));
    gap: 0.35rem;
  }
  .maps button {
    padding: 2px;
    border: 1px solid transparent;
    border-radius: 2px;
    background: none;
    color: inherit;
    font: inherit;
    font-size: var(--deconv-smaller);
    cursor: pointer;
  }
  .maps button:hover {
    border-color: var(--deconv-control-edge);
  }
  .maps [aria-pressed='true'] {
    border-color: var(--deconv-accent);
    background: var(--deconv-accent-wash);
    box-shadow: 0 0 0 1px var(--deconv-accent);
  }
  .words {
    max-width: 38rem;
    min-height: 5.6rem;
    font-size: 0.9375rem;
  }
  .computing .step {
    opacity: 0.6;
  }
  .all {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr));
    gap: 1.5rem;
  }
  .all .step {
    min-height: 0;
    break-inside: avoid;
  }
`;

/** A grid that is broken over pages lets its last rows run over what follows it: on paper, steps are set like words. */
const print = css`
  @media print {
    .look,
    .main,
    .all {
      display: block;
    }
    .board {
      width: 12rem;
    }
    .all .step {
      display: inline-block;
      width: 46%;
      margin: 1rem 2% 0 0;
      vertical-align: top;
    }
  }
`;

/** How `<deconv-stepper>` looks. */
export const stepperStyles = [
  ...[photoStyles, unitChoice, projectionScale],
  ...[layout, walk, step, magnifierStyles, print],
];
