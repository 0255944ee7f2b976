import { css } from 'lit';

/** How a unit is chosen, in the figures of one unit. */
export const unitChoice = css`
  .unit-choice {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: end;
  }
  .unit-choice label {
    display: grid;
    gap: 0.35rem;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .unit-choice select,
  .unit-choice input {
    max-width: 100%;
    min-height: 2.75rem;
    padding: 0.3rem 0.5rem;
    border: 1px solid var(--deconv-control-edge);
    border-radius: 3px;
    background: var(--deconv-paper);
    color: var(--deconv-ink);
    font: inherit;
    font-size: var(--deconv-small);
  }
  .unit-choice input {
    width: 5.5rem;
  }
  .settings .segment {
    display: grid;
    grid-template: none;
    place-items: center;
    min-height: 2.75rem;
  }
  .settings .segments .name {
    grid-area: auto;
  }
  .unit-choice .link {
    min-height: 2.75rem;
  }
  .unit-choice .problem {
    flex-basis: 100%;
  }
`;
