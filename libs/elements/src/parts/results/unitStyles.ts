import { css } from 'lit';

/** Pictures of units on the grey that is zero; a field that reaches past the image leaves a part of its frame empty. */
export const unitStyles = css`
  .frame {
    display: grid;
    place-items: center;
    aspect-ratio: 1;
    background: var(--deconv-zero);
    overflow: hidden;
  }
  .frame.seen {
    background: var(--deconv-paper-sunk);
  }
  .frame img {
    display: block;
    max-width: 100%;
    max-height: 100%;
  }
  .frame img.sharp {
    image-rendering: pixelated;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 2px;
    margin-bottom: 0.25rem;
  }
  .image {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
