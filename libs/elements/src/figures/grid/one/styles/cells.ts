import { css } from 'lit';

export const cells = css`
  .cells {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0.75rem;
  }
  .cells deconv-pixels {
    transition: opacity var(--deconv-quick);
  }
  .computing .cells deconv-pixels,
  .loading .cells deconv-pixels {
    opacity: 0.6;
  }
  .error .cells,
  .error .detail {
    visibility: hidden;
  }
  .cell {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 2px;
    padding: 4px;
    border: 1px solid transparent;
    border-radius: 3px;
    background: none;
    color: inherit;
    font: inherit;
    font-size: var(--deconv-smaller);
    text-align: left;
    cursor: pointer;
  }
  div.cell {
    cursor: default;
  }
  button.cell:hover {
    border-color: var(--deconv-control-edge);
  }
  .cell[aria-checked='true'] {
    border-color: var(--deconv-accent);
    background: var(--deconv-accent-wash);
    box-shadow: 0 0 0 1px var(--deconv-accent);
  }
  .cell .activation {
    text-align: right;
    color: var(--deconv-ink-quiet);
  }
  .cell .map {
    white-space: nowrap;
  }
`;
