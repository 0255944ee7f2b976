import { css, unsafeCSS } from 'lit';
import { choices } from '../grid/styles/choices.js';
import { frame } from '../grid/styles/frame.js';
import { photo } from '../grid/styles/photo.js';
import { states } from '../grid/styles/states.js';
import { tokens } from '../tokens.js';

const layout = css`
  .plate {
    position: relative;
    padding-block: 1.25rem 1rem;
    border-block: 1px solid var(--deconv-hairline);
    border-top: 2px solid var(--deconv-ink);
  }
  .look {
    position: relative;
    display: grid;
    gap: 0.75rem;
    margin-block: 1.25rem 0.5rem;
  }
  .controls {
    display: grid;
    gap: 1rem 1.5rem;
    margin-block: 1rem;
  }
  .intake {
    display: grid;
    gap: 0.75rem;
  }
  .intake .samples {
    grid-template-columns: repeat(auto-fill, 2.875rem);
    justify-content: start;
    min-height: 2.875rem;
  }
  .poster {
    position: absolute;
    inset: 0;
    z-index: 2;
    overflow: hidden;
    background: var(--deconv-paper);
  }
  .poster[hidden] {
    display: none;
  }
  .poster ::slotted(img),
  .poster ::slotted(picture) {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: contain;
    object-position: left top;
  }
  .poster .button {
    position: absolute;
    inset: auto auto 0.75rem 0.75rem;
  }
  .failure {
    z-index: 3;
  }
  @container (min-width: 44rem) {
    .look {
      --board: 56cqi;
      grid-template-columns: var(--board) minmax(0, 1fr);
      gap: clamp(1rem, 3cqi, 2.25rem);
    }
    /* Patches of other images need the room. */
    .look.wide {
      --board: 48cqi;
    }
    .controls {
      grid-template-columns: minmax(0, 1fr) auto auto;
      align-items: start;
    }
    .controls .switch {
      margin-top: 1.35rem;
    }
  }
`;

const board = css`
  .board {
    position: relative;
    align-self: start;
    aspect-ratio: 1;
    overflow: hidden;
    background: var(--deconv-paper-sunk);
  }
  .board > * {
    position: absolute;
  }
  .picture,
  .through,
  .fields,
  .handle {
    inset: 0;
    width: 100%;
    height: 100%;
    background: none;
  }
  .handle {
    cursor: crosshair;
    /* Only here does a finger not scroll the page. */
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
  }
  .handle:focus-visible {
    outline: 3px solid var(--deconv-accent);
    outline-offset: -3px;
    box-shadow: inset 0 0 0 5px #fff;
  }
  .fields rect {
    fill: none;
    vector-effect: non-scaling-stroke;
  }
  .fields .halo {
    stroke: rgb(20 18 16 / 0.55);
    stroke-width: 4px;
  }
  .fields .line {
    stroke: #fff;
    stroke-width: 1.5px;
  }
  .fields .strong .halo {
    stroke: #fff;
    stroke-width: 6px;
  }
  .fields .strong .line {
    stroke: #b3401d;
    stroke-width: 3px;
  }
  .cross circle {
    vector-effect: non-scaling-stroke;
  }
  .cross .halo {
    fill: none;
    stroke: #fff;
    stroke-width: 3px;
  }
  .cross .dot {
    fill: #b3401d;
  }
  .tag {
    padding: 0 0.28rem;
    background: rgb(20 18 16 / 0.72);
    color: #fff;
    font-size: 0.6875rem;
    font-weight: 600;
    line-height: 1.0625rem;
    translate: -100% 0;
  }
  .tag.outside {
    translate: 0 -100%;
  }
  .tag.strong {
    background: #b3401d;
  }
  .start {
    inset: auto 0 0;
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.75rem;
    align-items: center;
    padding: 0.75rem;
    background: color-mix(in srgb, var(--deconv-paper) 88%, transparent);
    font-size: var(--deconv-smaller);
  }
  .button {
    min-height: 2.75rem;
  }
  label.button {
    display: inline-grid;
    align-items: center;
  }
  .start .button,
  .poster .button {
    border-color: var(--deconv-accent);
    background: var(--deconv-accent);
    color: var(--deconv-accent-ink);
  }
`;

const panes = css`
  .panes {
    display: grid;
    grid-auto-rows: 1fr;
    gap: 0.5rem;
    list-style: none;
  }
  .pane {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.15rem 0.75rem;
    min-width: 0;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(2, var(--tile));
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
  .pair .patch {
    background: var(--deconv-paper-sunk);
  }
  .pair:focus-visible {
    outline-offset: 2px;
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
    margin-right: 0.15rem;
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
    display: inline;
    margin-left: 0.25rem;
  }
  .unit {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    align-items: baseline;
    font-size: 0.9375rem;
  }
  .unit .link {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    text-decoration: underline dotted var(--deconv-accent) 0.1em;
    text-underline-offset: 0.22em;
    cursor: pointer;
  }
  .unit .link:hover {
    color: var(--deconv-accent);
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
  .panes {
    --tile: min(4.5rem, 20cqi);
  }
  @media (pointer: coarse) {
    .unit .link {
      min-height: 2.75rem;
    }
  }
  @container (min-width: 44rem) {
    .panes {
      --tile: calc((var(--board) - 2rem) / 5);
    }
    .about {
      align-content: space-between;
    }
  }
`;

const controls = css`
  .how {
    min-height: 1.2rem;
  }
  .switch {
    position: relative;
    display: inline-flex;
    gap: 0.5rem;
    align-items: center;
    min-height: 2.75rem;
    padding-inline: 0.25rem;
    font-weight: 500;
    cursor: pointer;
  }
  .switch input {
    width: 2.25rem;
    height: 1.25rem;
    margin: 0;
    appearance: none;
    border: 1px solid var(--deconv-control-edge);
    border-radius: 1rem;
    background: var(--deconv-paper-sunk);
    cursor: pointer;
  }
  .switch input::before {
    content: '';
    display: block;
    width: 0.875rem;
    height: 0.875rem;
    margin: 2px;
    border-radius: 50%;
    background: var(--deconv-ink-quiet);
    transition: translate var(--deconv-quick);
  }
  .switch input:checked {
    border-color: var(--deconv-accent);
    background: var(--deconv-accent-wash);
  }
  .switch input:checked::before {
    background: var(--deconv-accent);
    translate: 1rem 0;
  }
`;

/** How `<deconv-lens>` looks. */
export const lensStyles = [
  unsafeCSS(tokens),
  frame,
  choices,
  photo,
  states,
  layout,
  board,
  panes,
  controls,
];
