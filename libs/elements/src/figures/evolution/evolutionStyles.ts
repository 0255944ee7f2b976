import { css } from 'lit';
import { plateStyles } from '../../frame/plateStyles.js';
import { unitStyles } from '../../parts/results/unitStyles.js';

const stills = css`
  .stage {
    --reserve: calc(75cqi + 65rem);
  }
  .scrubber {
    display: grid;
    gap: 0.25rem;
    max-width: 34rem;
  }
  .scrubber input {
    width: 100%;
    margin: 0;
  }
  .scrubber input:focus-visible {
    outline-offset: 4px;
  }
  .stills {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 1.25rem 1rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .stills li {
    display: grid;
    align-content: start;
    min-width: 0;
  }
  .stills h3 {
    margin-bottom: 0.35rem;
    color: var(--deconv-ink);
    font-size: var(--deconv-small);
  }
  .marks {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem;
    min-height: 1.35rem;
    margin-top: 0.2rem;
  }
  .mark {
    padding: 0 0.35rem;
    border: 1px solid var(--deconv-accent);
    border-radius: 2px;
    background: var(--deconv-accent-wash);
    font-size: var(--deconv-smaller);
    white-space: nowrap;
  }
  @container (min-width: 34rem) {
    .stage {
      --reserve: calc(34cqi + 57rem);
    }
    .stills {
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 1.5rem;
    }
  }
  @container (min-width: 60rem) {
    .stage {
      --reserve: calc(9cqi + 50rem);
    }
    .stills {
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
  }
`;

const sheet = css`
  .sheet {
    min-width: 0;
    overflow: auto;
    padding-inline-end: 2px; /* for the outline of the last cell */
    border-top: 1px solid var(--deconv-hairline);
    background: var(--deconv-scroll-signs);
  }
  .sheet table {
    width: 100%;
  }
  .sheet th {
    padding-block: 0.5rem 0.35rem;
    padding-inline: 0 0.75rem;
    font-weight: 500;
    text-align: inherit;
    white-space: nowrap;
  }
  .sheet thead th {
    padding-inline-start: 5px;
  }
  .sheet tbody th {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
    background: var(--deconv-paper);
  }
  .sheet td {
    min-width: 6.25rem;
    padding: 5px;
    vertical-align: top;
    cursor: pointer;
  }
  /* What stands in a cell does not widen its column: all are as wide. */
  .sheet td > * {
    width: 0;
    min-width: 100%;
  }
  .sheet .mark {
    font-size: 0.6875rem;
    padding-inline: 0.2rem;
  }
  .sheet .pair {
    margin-bottom: 0;
  }
  .sheet td.changed .pair {
    outline: 2px solid var(--deconv-accent);
  }
  .sheet .now {
    background: var(--deconv-paper-sunk);
  }
  .sheet thead .now {
    box-shadow: inset 0 2px 0 var(--deconv-accent);
  }
  /* Paper does not scroll. */
  @media print {
    .sheet td {
      min-width: 0;
      padding: 2px;
    }
    .sheet .marks {
      display: none;
    }
  }
`;

/** How `<deconv-evolution>` looks. */
export const evolutionStyles = [plateStyles, unitStyles, stills, sheet];
