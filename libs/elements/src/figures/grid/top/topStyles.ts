import { css } from 'lit';
import { plate, pieces } from '../../../frame/plateStyles.js';
import { unitStyles } from '../../../parts/results/unitStyles.js';

const layout = css`
  .stage {
    --reserve: calc(98cqi + 37rem);
  }
  .top-layers {
    min-width: 0;
  }
  .top-layers .segments {
    width: fit-content;
    max-width: 100%;
  }
  .cards {
    display: flex;
    gap: 0.5rem;
    min-width: 0;
    padding: 2px;
    overflow: auto;
  }
  .card {
    display: grid;
    flex: 0 0 15rem;
    grid-template-columns: 1fr 1fr;
    gap: 4px;
    padding: 5px;
    border: 1px solid transparent;
    border-radius: 3px;
    background: none;
    color: inherit;
    font: inherit;
    font-size: var(--deconv-smaller);
    text-align: left;
    cursor: pointer;
  }
  .card:hover {
    border-color: var(--deconv-control-edge);
  }
  .card[aria-checked='true'] {
    border-color: var(--deconv-accent);
    background: var(--deconv-accent-wash);
    box-shadow: 0 0 0 1px var(--deconv-accent);
  }
  .card[aria-checked='true'] .quiet {
    color: inherit;
  }
  .card .quiet {
    text-align: right;
  }
  .nine {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 1px;
    align-content: start;
  }
  .large {
    min-width: 0;
  }
  .large h3 {
    margin-bottom: 0.5rem;
    font-size: 1rem;
    font-weight: 600;
    color: var(--deconv-ink);
  }
  .large .units {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0.4rem;
    margin-bottom: 0.75rem;
  }
  .unit.card {
    display: block;
    min-width: 0;
    padding: 4px;
  }
  .unit.card > span {
    display: block;
    text-align: left;
  }
  .unit.card > .pair {
    display: grid;
  }
  .closer {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(9rem, 30%), 1fr));
    gap: 0.75rem;
    margin-top: 1rem;
    padding-top: 1rem;
    border-top: 1px solid var(--deconv-hairline);
  }
  .closer figure {
    min-width: 0;
    max-width: 16rem;
  }
  .closer img.whole {
    width: 100%;
  }
  .closer .again {
    display: grid;
    grid-column: 1 / -1;
    gap: 0.75rem;
  }
  .closer .again label {
    display: flex;
    gap: 0.6rem;
    align-items: center;
  }
  .closer .again .segment {
    display: block;
  }
  @container (min-width: 34rem) {
    .large .units {
      gap: 0.75rem;
    }
  }
  @container (min-width: 34rem) {
    .stage {
      --reserve: calc(43cqi + 54rem);
    }
  }
  @container (min-width: 60rem) {
    .stage {
      --reserve: calc(36cqi + 37rem);
      grid-template-columns: 22rem minmax(0, 1fr);
    }
    .top-layers {
      grid-column: 1 / -1;
    }
    .cards {
      flex-direction: column;
      /* As high as what stands beside them, and at least as nine pairs: more maps scroll. */
      contain: size;
      min-height: 41rem;
    }
    .card {
      flex: none;
    }
  }
`;

/** Paper does not scroll. */
const print = css`
  @media print {
    .cards {
      flex-flow: row wrap;
      contain: none;
      min-height: 0;
    }
    .card {
      flex: 0 1 15rem;
    }
  }
`;

/** How `<deconv-grid>` looks with a document. */
export const topStyles = [plate, pieces, unitStyles, layout, print];
