import { css } from 'lit';
import { plateStyles } from '../../frame/plateStyles.js';
import { choices } from '../../parts/styles/choices.js';

const classes = css`
  .stage {
    --reserve: 90rem;
    grid-template-columns: minmax(0, 1fr);
  }
  .lessons .segments,
  .evidence .segments {
    width: fit-content;
    max-width: 100%;
  }
  .stage > .link {
    justify-self: start;
  }
  .classes {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
    gap: 1.5rem 2rem;
    align-items: start;
  }
  .class {
    display: grid;
    gap: 0.6rem;
    min-width: 0;
  }
  .heading {
    display: flex;
    gap: 0.25rem;
    align-items: center;
    min-height: 2rem;
    padding-bottom: 0.3rem;
    border-bottom: 2px solid var(--deconv-ink);
  }
  .asked .heading {
    border-bottom: 2px dashed var(--deconv-control-edge);
  }
  .heading,
  .heading input {
    font: inherit;
    font-size: 1rem;
    font-weight: 600;
    color: var(--deconv-ink);
  }
  .heading input {
    flex: 1;
    min-width: 0;
    padding: 0;
    border: 0;
    background: none;
    text-decoration: underline dotted var(--deconv-control-edge) 0.1em;
    text-underline-offset: 0.22em;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(4.25rem, 1fr));
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .none {
    grid-column: 1 / -1;
    padding: 1.25rem 0.5rem;
    border: 1px dashed var(--deconv-control-edge);
    color: var(--deconv-ink-quiet);
    text-align: center;
  }
  .tile {
    position: relative;
  }
  .pick {
    display: block;
    width: 100%;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-size: var(--deconv-smaller);
    line-height: 1.3;
    text-align: inherit;
    cursor: pointer;
  }
  .pick img {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    border: 2px solid transparent;
  }
  .pick[aria-pressed='true'] img {
    border-color: var(--deconv-accent);
  }
  .verdict {
    display: block;
    min-height: 1.3em;
    overflow-wrap: anywhere;
  }
  .right .verdict {
    color: var(--deconv-ink-quiet);
  }
  .wrong .verdict {
    color: var(--deconv-accent);
    font-weight: 600;
  }
  .answered .verdict {
    font-weight: 600;
  }
  .remove {
    width: 1.5rem;
    height: 1.5rem;
    padding: 0;
    border: 0;
    background: color-mix(in srgb, var(--deconv-paper) 80%, transparent);
    color: var(--deconv-ink);
    font: inherit;
    line-height: 1;
    cursor: pointer;
  }
  .tile .remove {
    position: absolute;
    top: 2px;
    inset-inline-end: 2px;
  }
  @media (hover: hover) {
    .tile .remove {
      opacity: 0;
    }
    .tile:is(:hover, :focus-within) .remove {
      opacity: 1;
    }
  }
  .intake {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
  }
  .hint.problem {
    color: var(--deconv-accent);
    font-weight: 500;
  }
`;

const found = css`
  .found,
  .how,
  .evidence {
    display: grid;
    gap: 1.25rem 2.25rem;
    align-content: start;
    min-width: 0;
  }
  .found {
    padding-top: 1.25rem;
    border-top: 1px solid var(--deconv-hairline);
  }
  .found.old {
    opacity: 0.55;
  }
  .tally p,
  .how li {
    max-width: 34rem;
  }
  .how > ul {
    display: grid;
    gap: 0.4rem;
    margin: -0.75rem 0 0;
    padding-inline-start: 1.1rem;
  }
  .tally b {
    font-size: 1.125rem;
  }
  .range {
    display: block;
    width: 100%;
    max-width: 24rem;
    margin-top: 0.35rem;
  }
  .range .grid {
    stroke: var(--deconv-control-edge);
  }
  .range .guess {
    stroke: var(--deconv-ink-quiet);
    stroke-dasharray: 2 2;
  }
  .range .whisker {
    stroke: var(--deconv-accent);
    stroke-width: 2.5px;
  }
  .range circle {
    fill: var(--deconv-accent);
    stroke: var(--deconv-paper);
    stroke-width: 1.5px;
  }
  .map {
    position: relative;
    width: 100%;
    max-width: 22rem;
    aspect-ratio: 1;
    overflow: hidden;
    cursor: crosshair;
    touch-action: pan-y;
  }
  .map img {
    display: block;
    width: 100%;
    height: 100%;
    image-rendering: pixelated;
  }
  .map.asleep {
    cursor: default;
  }
  .field {
    position: absolute;
    border: 1.5px solid #fff;
    outline: 1.5px solid rgb(20 18 16 / 0.7);
    pointer-events: none;
  }
  .field:focus-visible {
    border: 3px solid #fff;
    outline: 3px solid #b3401d;
  }
  .legend {
    max-width: 22rem;
  }
  .ramp {
    height: 0.6rem;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .probabilities {
    display: grid;
    gap: 0.3rem;
    max-width: 22rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .probabilities li {
    display: grid;
    grid-template-columns: 6rem 1fr 3rem;
    gap: 0.5rem;
    align-items: center;
  }
  .probabilities b {
    justify-self: end;
  }
  .bar {
    height: 0.5rem;
    background: var(--deconv-paper-sunk);
  }
  .bar span {
    display: block;
    height: 100%;
    background: var(--deconv-accent);
  }
  .strip {
    margin-top: 0.5rem;
  }
  .strip ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin: 0.2rem 0 0;
    padding: 0;
    list-style: none;
  }
  .strip img {
    display: block;
    width: 4.5rem;
    height: 4.5rem;
    object-fit: contain;
    background: var(--deconv-zero);
    image-rendering: pixelated;
  }
  @container (max-width: 45.99rem) {
    .map.asleep {
      max-width: 12rem;
    }
  }
  @container (min-width: 46rem) {
    .stage {
      --reserve: 52rem;
    }
    .found {
      grid-template-columns: minmax(0, 1fr) minmax(0, 22rem);
    }
  }
`;

/** How `<deconv-transfer>` looks. */
export const transferStyles = [plateStyles, choices, classes, found];
