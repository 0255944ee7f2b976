import { css } from 'lit';
import { rampStyles } from '../../drawing/chart/rampStyles.js';
import { photoStyles } from '../../frame/photoStyles.js';
import { pieces } from '../../frame/plateStyles.js';

const layout = css`
  .look {
    display: grid;
    gap: 1.25rem 2rem;
  }
  .look > * {
    min-width: 0;
  }
  .look h3 {
    margin-bottom: 0.2rem;
    font-size: 0.9375rem;
    font-weight: 600;
    color: var(--deconv-ink);
  }
  .all,
  .one {
    display: grid;
    align-content: start;
  }
  .all .quiet {
    min-height: 2.2rem;
  }
  .boards {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.75rem;
    align-items: start;
  }
  .as-table {
    min-height: 1.4rem;
    margin-top: 0.75rem;
  }
  /* As many lines as its facts take, before they are known. */
  .status {
    min-height: 7.1rem;
  }
  @container (min-width: 52rem) {
    .look {
      grid-template-columns: minmax(0, 1fr) minmax(0, 50cqi);
    }
    .status {
      min-height: 2.4rem;
    }
    .columns {
      grid-column: 1 / -1;
    }
    .all .quiet {
      min-height: 0;
    }
  }
`;

const columns = css`
  .columns ol {
    display: grid;
    gap: 0.25rem;
    list-style: none;
  }
  .column {
    position: relative;
    display: grid;
    grid-template-columns: 5rem minmax(0, 1fr) 5rem;
    gap: 0 0.75rem;
    padding: 0.4rem;
    border: 1px solid transparent;
    border-radius: 3px;
  }
  label.column {
    cursor: pointer;
  }
  .column input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    pointer-events: none;
  }
  label.column:hover {
    border-color: var(--deconv-control-edge);
  }
  .column:has(:checked) {
    border-color: var(--deconv-accent);
    background: var(--deconv-accent-wash);
    box-shadow: 0 0 0 1px var(--deconv-accent);
  }
  .column:has(:focus-visible) {
    outline: 2px solid var(--deconv-accent);
    outline-offset: 3px;
  }
  .crop {
    background: var(--deconv-paper-sunk);
  }
  .about {
    display: grid;
    align-content: center;
  }
  .about span {
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .four {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 2px;
    align-content: start;
  }
  .four deconv-pixels,
  .map deconv-pixels {
    background: var(--deconv-paper-sunk);
  }
  .computing .look {
    opacity: 0.6;
  }
  @container (min-width: 52rem) {
    .columns ol {
      grid-template-columns: repeat(5, minmax(0, 1fr));
      gap: 0.5rem;
    }
    .column {
      grid-template-columns: none;
      gap: 0.5rem;
    }
  }
`;

const sheet = css`
  .sheet {
    position: relative;
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(3rem, 1fr));
    gap: 2px;
    align-content: start;
    height: 17rem;
    margin-top: 0.5rem;
    padding: 3px;
    overflow-y: auto;
    border: 1px solid var(--deconv-hairline);
  }
  @container (min-width: 52rem) {
    .sheet {
      height: 20rem;
    }
  }
  .map {
    padding: 1px;
    border: 0;
    background: none;
    cursor: pointer;
  }
  .map:hover {
    box-shadow: 0 0 0 1px var(--deconv-control-edge);
  }
  .map[aria-checked='true'] {
    background: var(--deconv-accent);
    box-shadow: 0 0 0 2px var(--deconv-accent);
  }
`;

const large = css`
  .legend {
    margin-top: 0.5rem;
    min-height: 2rem;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .words {
    max-width: 32rem;
    min-height: 3.8rem;
    margin-top: 0.35rem;
  }
`;

/** How `<deconv-maps>` looks. */
export const mapsStyles = [photoStyles, pieces, rampStyles, layout, columns, sheet, large];
