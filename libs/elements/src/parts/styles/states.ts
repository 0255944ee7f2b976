import { css } from 'lit';
import { failure } from './failure.js';
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
`;

export const states = [progress, failure, standing];
