import { css } from 'lit';

export const layout = css`
  .body {
    display: grid;
    gap: 1.5rem 2.25rem;
    margin-block: 1.25rem 1rem;
  }
  .aside,
  .main,
  .given,
  .results {
    display: grid;
    gap: 1.25rem;
    align-content: start;
    min-width: 0;
  }
  .given {
    gap: 0.75rem;
  }
  .settings {
    display: grid;
    gap: 0.75rem 1.5rem;
  }
  .results {
    position: relative;
  }
  /* On a phone the photo and its units stay close: the guesses, which nobody operates, come last. */
  @container (max-width: 33.999rem) {
    .aside {
      display: contents;
    }
    .guesses {
      order: 1;
    }
  }
  @container (min-width: 34rem) {
    .aside {
      grid-template-columns: minmax(0, 24rem) minmax(12rem, 1fr);
      column-gap: 2.25rem;
    }
    .settings {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
    }
    /* As wide as five layers, before they are known. */
    .layers {
      min-width: min(100%, 27.5rem);
    }
  }
  @container (min-width: 64rem) {
    .body {
      grid-template-columns: 24rem minmax(0, 1fr);
    }
    .aside {
      grid-template-columns: none;
    }
  }
`;
