import { css } from 'lit';
import { progress } from './progress.js';

const standing = css`
  .status {
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem 1.25rem;
    /* Four lines, before the facts are known. */
    min-height: 5rem;
    align-content: start;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .status b {
    font-weight: 500;
    color: var(--deconv-ink);
  }
  .status .doing {
    min-width: 11.5rem;
  }
  @container (min-width: 34rem) {
    .status {
      min-height: 1.2rem;
    }
  }
  .ask {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
  }
  .idle .guesses {
    visibility: hidden;
  }
  /* A poster covers the empty cells; the button lies on it. */
  .ask > *,
  .ask ::slotted(*) {
    grid-area: 1 / 1;
  }
  .ask ::slotted(*) {
    place-self: stretch;
    object-fit: contain;
    object-position: left top;
    overflow: hidden;
    background: var(--deconv-paper);
  }
  .switch {
    display: inline-flex;
    gap: 0.4rem;
    align-items: center;
    padding-block: 0.35rem;
    cursor: pointer;
  }
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
    max-width: 32rem;
    overflow-wrap: anywhere;
  }
`;

export const states = [progress, standing];
