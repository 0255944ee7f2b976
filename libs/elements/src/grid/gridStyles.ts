import { css, unsafeCSS } from 'lit';
import { tokens } from '../tokens.js';

const frame = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--deconv-ink);
    font-family: var(--deconv-sans);
    font-size: var(--deconv-small);
    line-height: 1.45;
    font-variant-numeric: tabular-nums;
    accent-color: var(--deconv-accent);
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
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
`;

const layout = css`
  .plate {
    position: relative;
    padding-block: 1.25rem 1rem;
    border-block: 1px solid var(--deconv-hairline);
    border-top: 2px solid var(--deconv-ink);
  }
  .body {
    display: grid;
    gap: 1.5rem 2.25rem;
    margin-block: 1.25rem 1rem;
  }
  .aside,
  .main,
  .given {
    display: grid;
    gap: 1.25rem;
    align-content: start;
    min-width: 0;
  }
  .given {
    gap: 0.75rem;
  }
  .controls {
    display: grid;
    gap: 0.75rem 1.5rem;
  }
  .results {
    position: relative;
  }
  /* On a phone the photo and its units stay close: the guesses, which nobody operates, come last. */
  @container (max-width: 33.999rem) {
    .aside {
      display: contents;
    }
    .guesses {
      order: 1;
    }
  }
  @container (min-width: 34rem) {
    .aside {
      grid-template-columns: minmax(0, 24rem) minmax(12rem, 1fr);
      column-gap: 2.25rem;
    }
    .controls {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
    }
    /* As wide as five layers, before they are known. */
    .layers {
      min-width: min(100%, 27.5rem);
    }
  }
  @container (min-width: 64rem) {
    .body {
      grid-template-columns: 24rem minmax(0, 1fr);
    }
    .aside {
      grid-template-columns: none;
    }
  }
`;

const photo = css`
  .photo {
    place-items: start;
    background: none;
  }
  .photo rect {
    fill: none;
    vector-effect: non-scaling-stroke;
  }
  .photo .field {
    stroke: #fff;
    stroke-width: 1px;
    stroke-opacity: 0.35;
  }
  .photo .halo {
    stroke: #fff;
    stroke-width: 5px;
  }
  .photo .mark {
    stroke: #b3401d;
    stroke-width: 2.5px;
  }
  .samples {
    display: grid;
    grid-template-columns: repeat(auto-fill, 2.875rem);
    justify-content: space-between;
    gap: 0.5rem 0.375rem;
    /* Two rows, before the samples are known. */
    min-height: 6.25rem;
    align-content: start;
  }
  .samples button {
    width: 2.875rem;
    height: 2.875rem;
    padding: 0;
    border: 1px solid var(--deconv-hairline);
    background: none;
    cursor: pointer;
  }
  .samples button[aria-pressed='true'] {
    outline: 2px solid var(--deconv-accent);
    outline-offset: 1px;
  }
  .samples button:focus-visible {
    outline: 2px dashed var(--deconv-accent);
    outline-offset: 1px;
  }
  .samples img {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .own {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.75rem;
    align-items: center;
    min-height: 2.75rem;
  }
  .hint {
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .hint.problem {
    color: var(--deconv-accent);
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .button {
    position: relative;
    display: inline-block;
    padding: 0.45rem 0.85rem;
    border: 1px solid var(--deconv-control-edge);
    border-radius: 3px;
    background: var(--deconv-paper);
    color: var(--deconv-ink);
    font: inherit;
    font-weight: 500;
    cursor: pointer;
    white-space: nowrap;
  }
  .button:hover {
    border-color: var(--deconv-ink);
    background: var(--deconv-paper-sunk);
  }
  .button:focus-within {
    outline: 2px solid var(--deconv-accent);
    outline-offset: 2px;
  }
  .button input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
`;

const predictions = css`
  .predictions {
    margin-top: 0.4rem;
    list-style: none;
  }
  .predictions li {
    display: grid;
    grid-template-columns: minmax(0, 9rem) minmax(2rem, 1fr) 3.6rem;
    gap: 0.6rem;
    align-items: center;
    height: 1.6rem;
  }
  .predictions .label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .predictions .bar {
    height: 0.5rem;
    background: var(--deconv-paper-sunk);
  }
  .predictions .bar span {
    display: block;
    height: 100%;
    background: var(--deconv-ink-quiet);
  }
  .predictions li:first-child .bar span {
    background: var(--deconv-accent);
  }
  .predictions li:first-child .label {
    font-weight: 600;
  }
  .predictions .share {
    text-align: right;
  }
`;

const choices = css`
  legend {
    margin-bottom: 0.35rem;
  }
  .segments {
    display: flex;
    flex-wrap: wrap;
    border: 1px solid var(--deconv-control-edge);
    border-radius: 3px;
    background: var(--deconv-paper);
    overflow: hidden;
  }
  .segment {
    position: relative;
    flex: 1 1 auto;
    display: grid;
    grid-template-areas: 'sight' 'name' 'extent';
    gap: 0.1rem 0.5rem;
    place-items: center;
    padding: 0.4rem 0.5rem;
    cursor: pointer;
    line-height: 1.2;
    box-shadow: 1px 0 0 var(--deconv-hairline);
  }
  .segment:hover {
    background: var(--deconv-paper-sunk);
  }
  .segment:has(:checked) {
    background: var(--deconv-accent-wash);
    box-shadow: inset 0 -2px 0 var(--deconv-accent);
  }
  .segment:has(:focus-visible) {
    outline: 2px solid var(--deconv-accent);
    outline-offset: -2px;
  }
  .segments input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .segments .name {
    grid-area: name;
    font-weight: 500;
  }
  .segments .extent {
    grid-area: extent;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .rules .segment {
    display: block;
    line-height: 1.875rem;
    text-align: center;
  }
  @container (min-width: 34rem) {
    .segment {
      grid-template-columns: auto 1fr;
      grid-template-areas: 'sight name' 'sight extent';
      row-gap: 0;
      place-items: center start;
      padding: 0.3rem 0.6rem;
    }
  }
  .sight {
    grid-area: sight;
    width: 1.25rem;
    height: 1.25rem;
  }
  .sight .whole {
    fill: none;
    stroke: var(--deconv-control-edge);
  }
  .sight .part {
    fill: var(--deconv-accent);
  }
`;

const cells = css`
  .cells {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0.75rem;
  }
  .cells deconv-pixels {
    transition: opacity var(--deconv-quick);
  }
  .computing .cells deconv-pixels,
  .loading .cells deconv-pixels {
    opacity: 0.6;
  }
  .error .cells,
  .error .detail {
    visibility: hidden;
  }
  .cell {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 2px;
    padding: 4px;
    border: 1px solid transparent;
    border-radius: 3px;
    background: none;
    color: inherit;
    font: inherit;
    font-size: var(--deconv-smaller);
    text-align: left;
    cursor: pointer;
  }
  div.cell {
    cursor: default;
  }
  button.cell:hover {
    border-color: var(--deconv-control-edge);
  }
  .cell[aria-checked='true'] {
    border-color: var(--deconv-accent);
    background: var(--deconv-accent-wash);
    box-shadow: 0 0 0 1px var(--deconv-accent);
  }
  .cell .activation {
    text-align: right;
    color: var(--deconv-ink-quiet);
  }
  .cell .map {
    white-space: nowrap;
  }
`;

const detail = css`
  .detail {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0.75rem 1.25rem;
    padding-top: 1.25rem;
    border-top: 1px solid var(--deconv-hairline);
  }
  .detail .facts {
    grid-column: 1 / -1;
  }
  .patch {
    background: var(--deconv-paper-sunk);
  }
  .detail figcaption {
    min-height: 2rem;
    margin-top: 0.35rem;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .ramp {
    display: block;
    height: 0.35rem;
    background: linear-gradient(to right, #000, #808080, #fff);
    border: 1px solid var(--deconv-hairline);
  }
  .ends {
    display: flex;
    justify-content: space-between;
  }
  .facts h3 {
    margin-bottom: 0.4rem;
    font-size: 1rem;
    font-weight: 600;
    color: var(--deconv-ink);
  }
  .facts dl div {
    display: grid;
    grid-template-columns: 5.75rem 1fr;
    gap: 0.5rem;
    padding-block: 0.15rem;
  }
  .facts dt {
    color: var(--deconv-ink-quiet);
  }
  .facts p {
    margin-top: 0.5rem;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  @container (min-width: 34rem) {
    .detail {
      grid-template-columns: 12rem 12rem minmax(0, 1fr);
    }
    .detail .facts {
      grid-column: auto;
    }
  }
`;

const states = css`
  progress {
    position: absolute;
    inset: -2px 0 auto;
    width: 100%;
    height: 2px;
    appearance: none;
    border: 0;
    background: transparent;
    visibility: hidden;
  }
  .loading progress {
    visibility: visible;
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress::-webkit-progress-value {
    background: var(--deconv-accent);
  }
  progress::-moz-progress-bar {
    background: var(--deconv-accent);
  }
  .status {
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem 1.25rem;
    /* Three lines, before the facts are known. */
    min-height: 3.8rem;
    align-content: start;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .status b {
    font-weight: 500;
    color: var(--deconv-ink);
  }
  .status .doing {
    min-width: 11.5rem;
  }
  @container (min-width: 34rem) {
    .status {
      min-height: 1.2rem;
    }
  }
  .failure {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 0.75rem;
    padding: 1rem;
    border: 1px solid var(--deconv-hairline);
    background: var(--deconv-paper-sunk);
    text-align: center;
  }
  .failure h3 {
    font-size: 1rem;
    font-weight: 600;
    color: var(--deconv-ink);
  }
  .failure p {
    max-width: 32rem;
    overflow-wrap: anywhere;
  }
  .drop {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    border: 2px dashed var(--deconv-accent);
    background: color-mix(in srgb, var(--deconv-paper) 80%, transparent);
    font-size: 1.125rem;
    font-weight: 500;
    pointer-events: none;
  }
`;

export const gridStyles = [
  unsafeCSS(tokens),
  frame,
  layout,
  photo,
  predictions,
  choices,
  cells,
  detail,
  states,
];
