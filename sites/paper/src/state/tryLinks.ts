import type { PageState } from './pageState.js';
import type { PageStore } from './PageStore.js';

/**
 * The *Try* links set what the page looks at, or properties of their figure alone.
 * @param keep keeps what a figure shows
 */
export function tryLinks(store: PageStore, keep: (figure: HTMLElement) => void): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('.try button')) {
    const { page, figure } = button.dataset;
    const element = button.closest<HTMLElement & { start?: () => void }>('.figure');
    button.addEventListener('click', () => {
      if (page) store.set(JSON.parse(page) as Partial<PageState>);
      if (!element) return;
      if (figure) Object.assign(element, JSON.parse(figure));
      // A still cannot show what was asked for.
      element.start?.();
      if (figure) keep(element);
    });
  }
}
