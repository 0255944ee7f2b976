import { css } from 'lit';

export const states = css`
  progress {
    position: absolute;
    inset: -2px 0 auto;
    width: 100%;
    height: 2px;
    appearance: none;
    border: 0;
    background: transparent;
    visibility: hidden;
  }
  .loading progress {
    visibility: visible;
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress::-webkit-progress-value {
    background: var(--deconv-accent);
  }
  progress::-moz-progress-bar {
    background: var(--deconv-accent);
  }
  .status {
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem 1.25rem;
    /* Three lines, before the facts are known. */
    min-height: 3.8rem;
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
  .drop {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    border: 2px dashed var(--deconv-accent);
    background: color-mix(in srgb, var(--deconv-paper) 80%, transparent);
    font-size: 1.125rem;
    font-weight: 500;
    pointer-events: none;
  }
`;
