import { css } from 'lit';

/** What went wrong, over all that a figure would show. */
export const failure = css`
  .failure {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 0.75rem;
    padding: 1rem;
    border: 1px solid var(--deconv-hairline);
    background: var(--deconv-paper-sunk);
    text-align: center;
  }
  .failure h3 {
    font-size: 1rem;
    font-weight: 600;
    color: var(--deconv-ink);
  }
  .failure p {
    max-width: 34rem;
    overflow-wrap: anywhere;
  }
`;
