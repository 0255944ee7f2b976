import { css } from 'lit';

export const choices = css`
  legend {
    margin-bottom: 0.35rem;
  }
  .segments {
    display: flex;
    flex-wrap: wrap;
    border: 1px solid var(--deconv-control-edge);
    border-radius: 3px;
    background: var(--deconv-paper);
    overflow: hidden;
  }
  .segment {
    position: relative;
    flex: 1 1 auto;
    display: grid;
    grid-template-areas: 'sight' 'name' 'extent';
    gap: 0.1rem 0.5rem;
    place-items: center;
    padding: 0.4rem 0.5rem;
    cursor: pointer;
    line-height: 1.2;
    box-shadow: 1px 0 0 var(--deconv-hairline);
  }
  .segment:hover {
    background: var(--deconv-paper-sunk);
  }
  .segment:has(:checked) {
    background: var(--deconv-accent-wash);
    box-shadow: inset 0 -2px 0 var(--deconv-accent);
  }
  .segment:has(:focus-visible) {
    outline: 2px solid var(--deconv-accent);
    outline-offset: -2px;
  }
  .segments input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .segments .name {
    grid-area: name;
    font-weight: 500;
  }
  .segments .extent {
    grid-area: extent;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
  }
  .rules .segment {
    display: block;
    line-height: 1.875rem;
    text-align: center;
  }
  @container (min-width: 34rem) {
    .segment {
      grid-template-columns: auto 1fr;
      grid-template-areas: 'sight name' 'sight extent';
      row-gap: 0;
      place-items: center start;
      padding: 0.3rem 0.6rem;
    }
  }
  .sight {
    grid-area: sight;
    width: 1.25rem;
    height: 1.25rem;
  }
  .sight .whole {
    fill: none;
    stroke: var(--deconv-control-edge);
  }
  .sight .part {
    fill: var(--deconv-accent);
  }
`;
