import { css } from 'lit';

/** Buttons, and labels of file fields that look like one. */
export const button = css`
  .button {
    position: relative;
    display: inline-block;
    padding: 0.45rem 0.85rem;
    border: 1px solid var(--deconv-control-edge);
    border-radius: 3px;
    background: var(--deconv-paper);
    color: var(--deconv-ink);
    font: inherit;
    font-weight: 500;
    cursor: pointer;
    white-space: nowrap;
  }
  .button:hover {
    border-color: var(--deconv-ink);
    background: var(--deconv-paper-sunk);
  }
  .button:focus-within {
    outline: 2px solid var(--deconv-accent);
    outline-offset: 2px;
  }
  .button input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
  .button:disabled {
    color: var(--deconv-ink-quiet);
    cursor: default;
  }
`;
