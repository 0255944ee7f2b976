import { searchOf, stateAfter, stateOf, type PageState } from './pageState.js';

type Listener = (state: Readonly<PageState>, changed: ReadonlySet<keyof PageState>) => void;

/** The page's state, kept in its address: a link reopens the view, and so does the browser's way back. */
export class PageStore {
  #state = stateOf(location.search);
  readonly #listeners: Listener[] = [];

  constructor() {
    addEventListener('popstate', () => this.#take(stateOf(location.search)));
  }

  get state(): Readonly<PageState> {
    return this.#state;
  }

  /** Calls at once, and after every change. */
  follow(listener: Listener): void {
    this.#listeners.push(listener);
    listener(this.#state, new Set(Object.keys(this.#state) as (keyof PageState)[]));
  }

  set(changes: Partial<PageState>): void {
    this.#take(stateAfter(this.#state, changes));
    const address = `${location.pathname}${searchOf(this.#state)}${location.hash}`;
    history.replaceState(history.state, '', address);
  }

  #take(next: PageState): void {
    const keys = Object.keys(next) as (keyof PageState)[];
    const changed = new Set(keys.filter((key) => next[key] !== this.#state[key]));
    if (!changed.size) return;
    this.#state = next;
    for (const listener of this.#listeners) listener(next, changed);
  }
}
