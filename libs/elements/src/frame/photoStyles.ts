import { css, unsafeCSS } from 'lit';
import { tokens } from '../drawing/tokens.js';
import { saveStyles } from '../export/saveStyles.js';
import { choices } from '../parts/styles/choices.js';
import { frame } from '../parts/styles/frame.js';
import { photo } from '../parts/styles/photo.js';
import { states } from '../parts/styles/states.js';

const plate = css`
  .stage {
    position: relative;
    margin-block: 1.25rem 0.75rem;
  }
  .poster {
    position: absolute;
    inset: 0;
    z-index: 2;
    display: grid;
    grid-template: minmax(0, 100%) / minmax(0, 100%);
    overflow: clip;
    background: var(--deconv-paper);
  }
  .poster[hidden] {
    display: none;
  }
  .poster > .start,
  .poster ::slotted(*) {
    grid-area: 1 / 1;
  }
  .poster ::slotted(img),
  .poster ::slotted(picture) {
    display: block;
    /* Many pages let pictures be as high as they come, which would cut this one off. */
    width: 100% !important;
    height: 100% !important;
    object-fit: contain;
    object-position: left top;
  }
  .failure {
    z-index: 3;
  }
  .start {
    position: absolute;
    inset: auto 0 0;
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 0.75rem;
    align-items: center;
    padding: 0.75rem;
    background: color-mix(in srgb, var(--deconv-paper) 88%, transparent);
    font-size: var(--deconv-smaller);
  }
  /* At the poster's lower edge, or at the window's while that is above it. */
  .poster > .start {
    position: sticky;
    inset: auto;
    bottom: 0;
    place-self: end start;
  }
  .start p {
    flex: 1 1 10rem;
  }
  /* On paper the poster is the figure, as high as it is. */
  @media print {
    .stage:has(> .poster:not([hidden])) > :not(.poster) {
      display: none;
    }
    .poster {
      position: static;
    }
    .poster ::slotted(img),
    .poster ::slotted(picture) {
      height: auto !important;
    }
  }
  .start .button:first-child {
    border-color: var(--deconv-accent);
    background: var(--deconv-accent);
    color: var(--deconv-accent-ink);
  }
`;

const picture = css`
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
  .fields rect,
  .cross circle {
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
  .cross .halo {
    stroke: #fff;
    stroke-width: 3px;
  }
  .cross .dot {
    fill: #b3401d;
  }
`;

const settings = css`
  .settings {
    display: grid;
    gap: 1rem 1.5rem;
    margin-block: 1rem;
  }
  .intake {
    display: grid;
    gap: 0.75rem;
  }
  .intake {
    min-width: 0;
  }
  .button {
    min-height: 2.75rem;
  }
  label.button {
    display: inline-grid;
    align-items: center;
  }
  .switch {
    min-height: 2.75rem;
    padding-inline: 0.25rem;
    font-weight: 500;
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
    transition: margin var(--deconv-quick);
  }
  .switch input:checked {
    border-color: var(--deconv-accent);
    background: var(--deconv-accent-wash);
  }
  .switch input:checked::before {
    background: var(--deconv-accent);
    margin-inline-start: calc(1rem + 2px);
  }
  .link {
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
  .link:hover {
    color: var(--deconv-accent);
  }
  @container (min-width: 44rem) {
    .settings {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
    }
    .intake {
      flex: 1 1 16rem;
    }
    .settings > .switch {
      margin-top: 1.35rem;
    }
  }
  @media (pointer: coarse) {
    .link {
      min-height: 2.75rem;
    }
  }
`;

/** What figures of one photo look like, in all that they share. */
export const photoStyles = [
  unsafeCSS(tokens),
  frame,
  choices,
  photo,
  states,
  plate,
  picture,
  settings,
  saveStyles,
];
