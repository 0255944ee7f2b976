import { FigureView, SHOWN, type ViewedFigure } from './FigureView.js';
import type { PageStore } from './PageStore.js';

/**
 * Keeps what figures show in the page's address, and shows what an address names.
 * @returns what keeps what a figure shows now, where nothing told of it
 */
export function figureViews(store: PageStore): (figure: HTMLElement) => void {
  const all = [...document.querySelectorAll<ViewedFigure>('.figure')];
  const views = all
    .filter(({ localName, id }) => id && SHOWN[localName])
    .map((figure) => new FigureView(figure, store));
  store.followViews(() => {
    for (const view of views) view.reopen();
  });
  return (figure) => views.find((view) => view.figure === figure)?.keep(true);
}
