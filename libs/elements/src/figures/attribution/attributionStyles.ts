import { css } from 'lit';
import { choices } from '../../parts/styles/choices.js';
import { plateStyles } from '../../frame/plateStyles.js';

const layout = css`
  .stage {
    --reserve: calc(200cqi + 23rem);
  }
  .images {
    min-width: 0;
  }
  .images .segments {
    width: fit-content;
    max-width: 100%;
  }
  img.sight {
    width: 2rem;
    height: 2rem;
  }
  .pictures {
    display: grid;
    gap: 1.25rem;
    max-width: 46rem;
  }
  .pictures img {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    object-fit: contain;
    object-position: left top;
    image-rendering: pixelated;
    background: var(--deconv-paper-sunk);
  }
  @container (min-width: 34rem) {
    .stage {
      --reserve: calc(50cqi + 18rem);
    }
    .pictures {
      grid-template-columns: 1fr 1fr;
    }
  }
  @container (min-width: 60rem) {
    .stage {
      --reserve: 32rem;
      grid-template-columns: minmax(0, 46rem) minmax(0, 1fr);
    }
    .images,
    .numbers {
      grid-column: 1 / -1;
    }
  }
`;

const look = css`
  .legend {
    margin-top: 0.5rem;
    font-size: var(--deconv-smaller);
  }
  /* The colours of the picture, whatever the ground. */
  .ramp {
    height: 0.6rem;
    background: linear-gradient(to right, #e8e8e8, #d55e00);
  }
  .ramp.signed {
    background: linear-gradient(to right, #0072b2, #e8e8e8, #d55e00);
  }
  .ends {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
    color: var(--deconv-ink-quiet);
  }
  .sums {
    align-self: start;
    width: 100%;
    max-width: 30rem;
  }
  .sums caption {
    text-align: start;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .sums th,
  .sums td {
    padding-block: 0.3rem;
    border-bottom: 1px solid var(--deconv-hairline);
    font-weight: 400;
    text-align: start;
  }
  .sums td {
    text-align: end;
  }
  .swatch {
    display: inline-block;
    width: 0.85rem;
    aspect-ratio: 1;
    vertical-align: -0.1rem;
    border: 1px solid var(--deconv-hairline);
  }
`;

/** How `<deconv-attribution>` looks. */
export const attributionStyles = [plateStyles, choices, layout, look];
