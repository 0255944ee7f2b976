import { css } from 'lit';

/** What black, grey and white mean in a projection. */
export const projectionScale = css`
  .ramp {
    display: block;
    height: 0.35rem;
    margin-top: 0.35rem;
    background: linear-gradient(to right, #000, #808080, #fff);
    border: 1px solid var(--deconv-hairline);
  }
  .ends {
    display: flex;
    justify-content: space-between;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
`;
