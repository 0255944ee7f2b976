import { css } from 'lit';
import { rampStyles } from '../../drawing/chart/rampStyles.js';
import { plateStyles } from '../../frame/plateStyles.js';
import { unitStyles } from '../../parts/results/unitStyles.js';

const layout = css`
  .stage {
    --reserve: calc(200cqi + 51rem);
  }
  .look,
  .found {
    display: grid;
    gap: 1.25rem 2.25rem;
    align-content: start;
    min-width: 0;
  }
  .maps {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 1.25rem 1rem;
  }
  @container (min-width: 34rem) {
    .stage {
      --reserve: calc(39cqi + 39.5rem);
    }
    .look {
      grid-template-columns: minmax(0, 20rem) minmax(0, 1fr);
      align-items: start;
    }
    .maps {
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 1.5rem;
    }
  }
  @container (min-width: 60rem) {
    .stage {
      --reserve: 36.5rem;
      grid-template-columns: 24rem minmax(0, 1fr);
    }
    .look {
      grid-template-columns: none;
    }
  }
`;

const photo = css`
  .photo {
    position: relative;
    aspect-ratio: 1;
    background: var(--deconv-paper-sunk);
    cursor: pointer;
    touch-action: pan-y;
  }
  .photo.missing {
    display: grid;
    place-items: center;
  }
  .photo img {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: contain;
    object-position: left top;
    image-rendering: pixelated;
    user-select: none;
  }
  .square {
    position: absolute;
    aspect-ratio: 1;
    outline: 2px solid #fff;
    box-shadow:
      0 0 0 2px #b3401d inset,
      0 0 0 3px #211e1a;
    cursor: grab;
    touch-action: none;
  }
  .square:active {
    cursor: grabbing;
  }
  .square:focus-visible {
    outline: 3px solid #fff;
    box-shadow:
      0 0 0 3px #b3401d inset,
      0 0 0 5px #211e1a;
  }
  .readout {
    width: 100%;
    align-self: start;
  }
  .readout th,
  .readout td {
    padding-block: 0.3rem;
    padding-inline: 0.75rem 0;
    border-bottom: 1px solid var(--deconv-hairline);
    font-weight: 400;
    text-align: right;
  }
  .readout th:first-child,
  .readout td:first-child {
    padding-inline-start: 0;
  }
  .readout thead th {
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .readout tbody th {
    text-align: inherit;
  }
  .readout .here {
    font-weight: 600;
  }
  .readout .changed {
    color: var(--deconv-accent);
  }
`;

const maps = css`
  .map {
    min-width: 0;
  }
  .map h3,
  .units h3 {
    margin-bottom: 0.4rem;
    color: var(--deconv-ink);
    font-size: var(--deconv-small);
  }
  /* Places without a value yet show what lies beneath. */
  .board {
    background: repeating-linear-gradient(
      45deg,
      var(--deconv-paper-sunk) 0 4px,
      var(--deconv-paper) 4px 8px
    );
    place-items: start;
  }
  .board svg {
    cursor: crosshair;
    touch-action: pan-y;
    overflow: visible;
  }
  .board rect {
    fill: none;
    vector-effect: non-scaling-stroke;
    pointer-events: none;
  }
  .board .halo {
    stroke: #fff;
    stroke-width: 5px;
  }
  .board .mark {
    stroke: #b3401d;
    stroke-width: 2.5px;
  }
  .legend {
    margin: 0.5rem 0 0;
    padding: 0;
    list-style: none;
    font-size: var(--deconv-smaller);
  }
  .tick.clean {
    inset-block: 0 -3px;
    background: var(--deconv-ink-quiet);
  }
  .legend b {
    color: var(--deconv-ink);
  }
  .legend li {
    display: grid;
    grid-template-columns: 0.85rem minmax(0, 1fr) auto;
    gap: 0.4rem;
    align-items: center;
  }
  .legend li.now {
    font-weight: 600;
  }
  .legend .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .swatch {
    aspect-ratio: 1;
    border: 1px solid var(--deconv-hairline);
  }
`;

const units = css`
  .units ul {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 1rem;
    margin: 0 0 0.5rem;
    padding: 0;
    list-style: none;
  }
  .units li {
    display: grid;
    min-width: 0;
  }
  @container (min-width: 34rem) {
    .units ul {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }
`;

/** How `<deconv-occlusion>` looks. */
export const occlusionStyles = [plateStyles, unitStyles, rampStyles, layout, photo, maps, units];
