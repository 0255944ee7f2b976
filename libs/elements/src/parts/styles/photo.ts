import { css } from 'lit';
import { button } from './button.js';

const intake = css`
  .photo {
    place-items: start;
    background: none;
  }
  .photo rect {
    fill: none;
    vector-effect: non-scaling-stroke;
  }
  .photo .field {
    stroke: #fff;
    stroke-width: 1px;
    stroke-opacity: 0.35;
  }
  .photo .halo {
    stroke: #fff;
    stroke-width: 5px;
  }
  .photo .mark {
    stroke: #b3401d;
    stroke-width: 2.5px;
  }
  .samples {
    display: flex;
    gap: 0.375rem;
    /* One row, however many there are: it is kept before they are known. */
    min-height: 3.5rem;
    padding: 3px;
    margin: -3px;
    overflow-x: auto;
    scrollbar-width: thin;
  }
  .samples button {
    flex: none;
    width: 2.875rem;
    height: 2.875rem;
    padding: 0;
    border: 1px solid var(--deconv-hairline);
    background: none;
    cursor: pointer;
  }
  .samples button[aria-pressed='true'] {
    outline: 2px solid var(--deconv-accent);
    outline-offset: 1px;
  }
  .samples button:focus-visible {
    outline: 2px dashed var(--deconv-accent);
    outline-offset: 1px;
  }
  .samples img {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .own {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.75rem;
    align-items: center;
    min-height: 2.75rem;
  }
  .hint {
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .hint.problem {
    color: var(--deconv-accent);
    font-weight: 500;
    overflow-wrap: anywhere;
  }
`;

export const photo = [button, intake];
