import { css } from 'lit';

export const predictions = css`
  .predictions {
    margin-top: 0.4rem;
    list-style: none;
  }
  .predictions li {
    display: grid;
    grid-template-columns: minmax(0, 9rem) minmax(2rem, 1fr) 3.6rem;
    gap: 0.6rem;
    align-items: center;
    height: 1.6rem;
  }
  .predictions .label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .predictions .bar {
    height: 0.5rem;
    background: var(--deconv-paper-sunk);
  }
  .predictions .bar span {
    display: block;
    height: 100%;
    background: var(--deconv-ink-quiet);
  }
  .predictions li:first-child .bar span {
    background: var(--deconv-accent);
  }
  .predictions li:first-child .label {
    font-weight: 600;
  }
  .predictions .share {
    justify-self: end;
  }
`;
