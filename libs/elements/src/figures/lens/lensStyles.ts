import { css } from 'lit';
import { photoStyles } from '../../frame/photoStyles.js';

const layout = css`
  .look {
    display: grid;
    gap: 0.75rem;
  }
  .how {
    grid-column: 1 / -1;
  }
  .through {
    inset: 0;
    width: 100%;
    height: 100%;
    background: none;
  }
  .tag {
    padding: 0 0.28rem;
    background: rgb(20 18 16 / 0.72);
    color: #fff;
    font-size: 0.6875rem;
    font-weight: 600;
    line-height: 1.0625rem;
    translate: -100% 0;
    pointer-events: none;
  }
  .tag.outside {
    translate: 0 -100%;
  }
  .tag.strong {
    background: #b3401d;
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
  }
`;

const panes = css`
  .panes {
    --tile: min(4.5rem, 20cqi);
    display: grid;
    grid-auto-rows: 1fr;
    gap: 0.5rem;
    margin: 0;
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
    margin-inline-end: 0.15rem;
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
    margin-inline-start: 0.25rem;
  }
  .unit {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    align-items: baseline;
    font-size: 0.9375rem;
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
  @container (min-width: 44rem) {
    .panes {
      --tile: calc((var(--board) - 2rem) / 5);
    }
    .about {
      align-content: space-between;
    }
  }
`;

/** How `<deconv-lens>` looks. */
export const lensStyles = [photoStyles, layout, panes];
