import { css } from 'lit';
import { photoStyles } from '../../frame/photoStyles.js';
import { unitChoice } from '../../frame/unitChoice.js';
import { projectionScale } from '../../parts/styles/projectionScale.js';

const layout = css`
  .look {
    display: grid;
    gap: 1.25rem 2.25rem;
    align-items: start;
  }
  .rows {
    display: grid;
    gap: 1.25rem;
    min-width: 0;
  }
  .rules-row {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.75rem;
    margin-top: 0.4rem;
  }
  .patch {
    background: var(--deconv-paper-sunk);
  }
  .one {
    display: grid;
    align-content: start;
  }
  .one figcaption {
    min-height: 2.4rem;
    margin-top: 0.2rem;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .one b {
    color: var(--deconv-ink);
  }
  .computing .one deconv-pixels {
    opacity: 0.6;
  }
  .words {
    max-width: 40rem;
    min-height: 3.8rem;
  }
  @container (min-width: 44rem) {
    .look {
      grid-template-columns: minmax(14rem, 30cqi) minmax(0, 1fr);
    }
    .rules-row {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
    /* What replaces stands beneath what it replaces: there is no second patch. */
    .row + .row .one:first-child {
      grid-column: 2;
    }
  }
`;

/** How `<deconv-projection>` looks. */
export const projectionStyles = [photoStyles, unitChoice, projectionScale, layout];
