import { css } from 'lit';

/** What shows that a figure is at work, or takes what is dropped on it. */
export const progress = css`
  progress {
    position: absolute;
    inset: -2px 0 auto;
    width: 100%;
    height: 2px;
    appearance: none;
    border: 0;
    background: transparent;
    visibility: hidden;
  }
  .loading progress,
  .running progress {
    visibility: visible;
  }
  progress:indeterminate {
    background: var(--deconv-accent);
    transform-origin: left;
    animation: wait 1.2s ease-in-out infinite alternate;
  }
  @keyframes wait {
    from {
      transform: scaleX(0.05);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    progress:indeterminate {
      animation: none;
    }
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress::-webkit-progress-value {
    background: var(--deconv-accent);
  }
  progress::-moz-progress-bar {
    background: var(--deconv-accent);
  }
  .drop {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    border: 2px dashed var(--deconv-accent);
    background: color-mix(in srgb, var(--deconv-paper) 80%, transparent);
    font-size: 1.125rem;
    font-weight: 500;
    pointer-events: none;
  }
`;
