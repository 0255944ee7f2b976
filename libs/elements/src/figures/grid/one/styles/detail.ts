import { css } from 'lit';

export const detail = css`
  .detail {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0.75rem 1.25rem;
    padding-top: 1.25rem;
    border-top: 1px solid var(--deconv-hairline);
  }
  .detail .facts {
    grid-column: 1 / -1;
  }
  .patch {
    background: var(--deconv-paper-sunk);
  }
  .detail figcaption {
    min-height: 2rem;
    margin-top: 0.35rem;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .facts label {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem 0.6rem;
    align-items: center;
    margin-top: 0.6rem;
  }
  .facts select,
  .again select {
    max-width: 100%;
    padding: 0.3rem 0.4rem;
    border: 1px solid var(--deconv-control-edge);
    border-radius: 3px;
    background: var(--deconv-paper);
    color: var(--deconv-ink);
    font: inherit;
  }
  .facts h3 {
    margin-bottom: 0.4rem;
    font-size: 1rem;
    font-weight: 600;
    color: var(--deconv-ink);
  }
  .facts dl div {
    display: grid;
    grid-template-columns: 5.75rem 1fr;
    gap: 0.5rem;
    padding-block: 0.15rem;
  }
  .facts dt {
    color: var(--deconv-ink-quiet);
  }
  .facts p {
    margin-top: 0.5rem;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  @container (min-width: 34rem) {
    .detail {
      grid-template-columns: 12rem 12rem minmax(0, 1fr);
    }
    .detail .facts {
      grid-column: auto;
    }
  }
`;
