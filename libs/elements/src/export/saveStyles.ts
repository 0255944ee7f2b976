import { css } from 'lit';

/** Where a figure is saved, at the end of the small print. */
export const saveStyles = css`
  .save {
    margin-left: auto;
    text-align: right;
  }
  .save[open] {
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem 0.75rem;
    justify-content: end;
  }
  .save summary,
  .save .way {
    min-height: 1.5rem;
    padding: 0 0.25rem;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-decoration: underline dotted var(--deconv-accent) 0.1em;
    text-underline-offset: 0.22em;
    cursor: pointer;
  }
  .save .way {
    min-width: 2.5rem;
  }
  .save summary:hover,
  .save .way:hover {
    color: var(--deconv-accent);
  }
  .save .unsaved {
    flex-basis: 100%;
    color: var(--deconv-accent);
    overflow-wrap: anywhere;
  }
  @media (pointer: coarse) {
    .save summary,
    .save .way {
      min-width: 2.75rem;
      min-height: 2.75rem;
    }
  }
`;
