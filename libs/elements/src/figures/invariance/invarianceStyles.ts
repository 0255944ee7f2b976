import { css } from 'lit';
import { plateStyles } from '../../frame/plateStyles.js';
import { choices } from '../../parts/styles/choices.js';

const layout = css`
  .stage {
    --reserve: calc(250cqi + 25rem);
  }
  .images {
    grid-column: 1 / -1;
    min-width: 0;
  }
  .images .segments {
    width: fit-content;
    max-width: 100%;
  }
  .images .segment {
    grid-template-areas: 'sight' 'name';
  }
  .look,
  .curves {
    display: grid;
    gap: 1.25rem;
    align-content: start;
    min-width: 0;
  }
  @container (min-width: 34rem) {
    .stage {
      --reserve: calc(149cqi - 18rem);
      grid-template-columns: minmax(0, 22rem) minmax(0, 1fr);
    }
    .images .segment {
      grid-template-areas: 'sight name';
    }
  }
  @container (min-width: 60rem) {
    .stage {
      --reserve: 37rem;
      grid-template-columns: 24rem minmax(0, 1fr);
    }
    .curves {
      grid-template-columns: 1fr 1fr;
      gap: 1.5rem 2rem;
    }
  }
`;

const look = css`
  .moved {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    object-fit: contain;
    object-position: left top;
    background: var(--deconv-paper-sunk);
    image-rendering: pixelated;
  }
  .moved.missing {
    display: grid;
    place-items: center;
  }
  .slider {
    display: grid;
    gap: 0.25rem;
  }
  .slider input {
    /* It goes along the curves. */
    direction: ltr;
    width: 100%;
    margin: 0;
  }
  .slider input:focus-visible {
    outline-offset: 4px;
  }
  img.sight {
    width: 2rem;
    height: 2rem;
  }
`;

const curves = css`
  .curve {
    min-width: 0;
  }
  .curve h3 {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    color: var(--deconv-ink);
    font-size: var(--deconv-small);
  }
  .curve b {
    margin-inline-start: auto;
  }
  .curve svg {
    display: block;
    width: 100%;
    cursor: crosshair;
    touch-action: pan-y;
    user-select: none;
  }
  .curve text {
    fill: var(--deconv-ink-quiet);
    font-size: 10px;
  }
  .grid {
    stroke: var(--deconv-hairline);
  }
  .line {
    fill: none;
    stroke: var(--deconv-ink);
    stroke-width: 1.75;
    stroke-linejoin: round;
  }
  .now {
    stroke: var(--deconv-accent);
  }
  .curve circle {
    fill: var(--deconv-accent);
    stroke: var(--deconv-paper);
    stroke-width: 1.5;
  }
`;

/** How `<deconv-invariance>` looks. */
export const invarianceStyles = [plateStyles, choices, layout, look, curves];
