import { searchOf, stateAfter, stateOf, type PageState } from './pageState.js';
import { viewsIn, viewsInSearch, type Views } from './views.js';

type Listener = (state: Readonly<PageState>, changed: ReadonlySet<keyof PageState>) => void;

/**
 * The page's state, and what single figures show, kept in its address: a link reopens the view, and the browser's way back undoes
 * the last choice. Moves of one thing, one after the other, are one choice.
 */
export class PageStore {
  #state = stateOf(location.search);
  #views = viewsIn(location.search);
  /** What was chosen last. */
  #last: string | undefined;
  readonly #listeners: Listener[] = [];
  readonly #viewers: ((views: Views) => void)[] = [];

  constructor() {
    addEventListener('popstate', () => {
      this.#last = undefined;
      this.#take(stateOf(location.search));
      this.#views = viewsIn(location.search);
      for (const viewer of this.#viewers) viewer(this.#views);
    });
  }

  get state(): Readonly<PageState> {
    return this.#state;
  }

  get views(): Views {
    return this.#views;
  }

  /** Calls at once, and after every change. */
  follow(listener: Listener): void {
    this.#listeners.push(listener);
    listener(this.#state, new Set(Object.keys(this.#state) as (keyof PageState)[]));
  }

  /** Calls at once, and whenever the reader goes back or forth. */
  followViews(viewer: (views: Views) => void): void {
    this.#viewers.push(viewer);
    viewer(this.#views);
  }

  set(changes: Partial<PageState>): void {
    if (this.#take(stateAfter(this.#state, changes))) this.#write(Object.keys(changes).join());
  }

  /** Keeps what a figure shows. @param key of it, `lens.place` @param value undefined for what it shows at the start */
  setView(key: string, value: string | undefined): void {
    if (this.#views.get(key) === value) return;
    const views = new Map(this.#views);
    if (value === undefined) views.delete(key);
    else views.set(key, value);
    this.#views = views;
    this.#write(key);
  }

  #write(choice: string): void {
    const search = searchOf(this.#state, viewsInSearch(this.#views));
    const address = `${location.pathname}${search}${location.hash}`;
    if (address === location.pathname + location.search + location.hash) return;
    if (choice === this.#last) history.replaceState(history.state, '', address);
    else history.pushState(history.state, '', address);
    this.#last = choice;
  }

  /** @returns whether something changed */
  #take(next: PageState): boolean {
    const keys = Object.keys(next) as (keyof PageState)[];
    const changed = new Set(keys.filter((key) => next[key] !== this.#state[key]));
    if (!changed.size) return false;
    this.#state = next;
    for (const listener of this.#listeners) listener(next, changed);
    return true;
  }
}
