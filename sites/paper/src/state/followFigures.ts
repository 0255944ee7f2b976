import { FollowingFigure } from './FollowingFigure.js';
import type { FigureElement } from './followWords.js';
import type { PageStore } from './PageStore.js';

/** Sets every figure to what the page looks at, and keeps it so. */
export function followFigures(store: PageStore): void {
  const figures = [...document.querySelectorAll<FigureElement>('[data-follows]')].map(
    (figure) => new FollowingFigure(figure, () => store.state),
  );
  store.follow((state, changed) => {
    for (const figure of figures) figure.follow(changed, state);
  });
}
