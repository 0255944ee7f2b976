import { css } from 'lit';

/** Where a figure is saved: beside the small print, which keeps its room free, so that nothing moves. */
export const saveStyles = css`
  .print,
  .status {
    position: relative;
    padding-inline-end: 4.25rem;
  }
  .save {
    position: absolute;
    inset-inline-end: 0;
    top: 0;
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
  .save summary:hover,
  .save .way:hover {
    color: var(--deconv-accent);
  }
  .save .ways {
    position: absolute;
    inset-inline-end: 0;
    bottom: calc(100% + 0.15rem);
    z-index: 4;
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    width: max-content;
    max-width: min(20rem, 80cqi);
    padding: 0.25rem;
    border: 1px solid var(--deconv-control-edge);
    border-radius: 3px;
    background: var(--deconv-paper);
  }
  .save .way {
    min-width: 2.75rem;
    min-height: 2.75rem;
  }
  .save .unsaved {
    flex-basis: 100%;
    padding: 0.25rem;
    color: var(--deconv-accent);
    overflow-wrap: anywhere;
  }
  @media (pointer: coarse) {
    .save summary {
      min-height: 2.75rem;
    }
  }
`;
