import { css } from 'lit';

/** How one place in numbers looks. */
export const magnifierStyles = css`
  .magnifier {
    display: grid;
    gap: 0.6rem;
    align-content: start;
    min-width: 0;
    min-height: 24rem;
    padding-top: 0.75rem;
    border-top: 1px solid var(--deconv-hairline);
  }
  .magnifier h4 {
    margin: 0;
    font-size: 0.9375rem;
    font-weight: 600;
    color: var(--deconv-ink);
  }
  .magnifier h4 span {
    display: block;
    font-size: var(--deconv-smaller);
    font-weight: 400;
    color: var(--deconv-ink-quiet);
  }
  .tables {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem 1rem;
    overflow-x: auto;
  }
  .tables table {
    border-collapse: collapse;
    font-size: var(--deconv-smaller);
    font-variant-numeric: tabular-nums;
  }
  .tables caption {
    padding-bottom: 0.25rem;
    text-align: start;
    white-space: nowrap;
    color: var(--deconv-ink-quiet);
  }
  .tables th {
    padding: 0.1rem 0.3rem;
    font-weight: 400;
    text-align: end;
    color: var(--deconv-ink-quiet);
  }
  .tables tbody td {
    min-width: 2.5rem;
    padding: 0.3rem;
    border: 1px solid var(--deconv-hairline);
    text-align: end;
    white-space: nowrap;
    color: var(--deconv-ink);
  }
  .tables tbody td.nothing {
    color: var(--deconv-ink-quiet);
  }
  .tables td:has(mark) {
    background: var(--deconv-accent-wash);
    box-shadow: inset 0 0 0 2px var(--deconv-accent);
  }
  .tables mark {
    background: none;
    color: inherit;
    font-weight: 600;
  }
  .products td > * {
    display: block;
  }
  @container (min-width: 44rem) {
    .magnifier {
      min-height: 0;
    }
    .tables {
      column-gap: 1.75rem;
    }
  }
  .made {
    max-width: 38rem;
    font-size: 0.875rem;
  }
`;
