import { css } from 'lit';

/** The scale of a map: its colours, its ends, and ticks at values. */
export const rampStyles = css`
  .ramp {
    position: relative;
    height: 0.6rem;
  }
  .tick {
    position: absolute;
    inset-block: -3px;
    width: 2px;
    margin-left: -1px;
    background: var(--deconv-ink);
    box-shadow: 0 0 0 1px var(--deconv-paper);
  }
  .ends {
    display: flex;
    justify-content: space-between;
    margin-top: 0.2rem;
    color: var(--deconv-ink-quiet);
  }
`;
