import { css } from 'lit';

/** Where a figure is made to compute. */
export const runStyles = css`
  .run {
    display: grid;
    gap: 0.5rem;
    margin-bottom: 0.75rem;
    padding: 0.75rem 0 0;
    border-top: 1px solid var(--deconv-hairline);
  }
  .run .doing {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    min-height: 2.35rem;
  }
  .run .said {
    min-width: 15rem;
  }
  .run .switch {
    display: inline-flex;
    gap: 0.4rem;
    align-items: center;
    margin-inline-start: auto;
    padding-block: 0.35rem;
    cursor: pointer;
  }
  .run .hint {
    min-height: 1.1rem;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .run .hint.problem {
    color: var(--deconv-accent);
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1.25rem;
    align-items: end;
  }
  .options label,
  .options fieldset {
    display: grid;
    gap: 0.2rem;
  }
  .options label > span,
  .options legend {
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .options select,
  .options input:not([type]),
  .options input[type='number'] {
    max-width: 12rem;
    padding: 0.35rem 0.4rem;
    border: 1px solid var(--deconv-control-edge);
    border-radius: 3px;
    background: var(--deconv-paper);
    color: var(--deconv-ink);
    font: inherit;
  }
  .options input[type='number'] {
    width: 5.5rem;
  }
  .options .checks {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 0.9rem;
  }
  .options .checks label {
    display: flex;
    gap: 0.3rem;
    align-items: center;
    min-height: 1.9rem;
  }
  .options .checks span {
    font-size: inherit;
    color: inherit;
  }
`;
