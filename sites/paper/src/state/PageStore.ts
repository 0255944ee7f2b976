import { searchOf, stateAfter, stateOf, type PageState } from './pageState.js';
import { viewsIn, viewsInSearch, type Views } from './views.js';

type Listener = (state: Readonly<PageState>, changed: ReadonlySet<keyof PageState>) => void;

/** What an address cannot name: photos and networks that only this browser holds. */
type Held = Partial<Pick<PageState, 'network' | 'photo'>>;

/**
 * The page's state, and what single figures show, kept in its address: a link reopens the view, and the browser's way back undoes
 * the last choice. Moves of one thing, one after the other, are one choice.
 */
export class PageStore {
  #state = { ...stateOf(location.search), ...heldIn(history.state) };
  #views = viewsIn(location.search);
  /** What was chosen last. */
  #last: string | undefined;
  readonly #listeners: Listener[] = [];
  readonly #viewers: ((views: Views) => void)[] = [];

  constructor() {
    this.#mark();
    addEventListener('popstate', ({ state }) => this.#onMove(state));
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

  /**
   * Keeps what a figure shows.
   * @param changes by key, `lens.place`; undefined for what is as at the start
   * @param chosen the way back undoes it
   */
  setViews(changes: ReadonlyMap<string, string | undefined>, chosen: boolean): void {
    const changed = [...changes].filter(([key, value]) => this.#views.get(key) !== value);
    if (!changed.length) return;
    const views = new Map(this.#views);
    for (const [key, value] of changed)
      if (value === undefined) views.delete(key);
      else views.set(key, value);
    this.#views = views;
    this.#write(chosen ? changed.map(([key]) => key).join() : undefined);
  }

  /** @param choice undefined where nothing was chosen */
  #write(choice: string | undefined): void {
    const search = searchOf(this.#state, viewsInSearch(this.#views));
    const address = `${location.pathname}${search}${location.hash}`;
    const state = { deconv: heldOf(this.#state) };
    if (choice === undefined || choice === this.#last) history.replaceState(state, '', address);
    else history.pushState(state, '', address);
    this.#last = choice ?? this.#last;
  }

  /** An entry that is marked was written here. */
  #mark(): void {
    history.replaceState({ deconv: heldOf(this.#state) }, '');
  }

  #onMove(entry: unknown): void {
    this.#last = undefined;
    // A link to a part of the page, or the way back from there: nothing else is another.
    const next = { ...stateOf(location.search), ...heldIn(entry) };
    const views = viewsIn(location.search);
    if (!isMarked(entry) || this.#shows(next, views)) {
      this.#mark();
      return;
    }
    this.#take(next);
    this.#views = views;
    for (const viewer of this.#viewers) viewer(this.#views);
  }

  #shows(state: PageState, views: Views): boolean {
    const written = [
      [state, views],
      [this.#state, this.#views],
    ] as const;
    const [there, here] = written.map(([each, shown]) => searchOf(each, viewsInSearch(shown)));
    const same = state.network === this.#state.network && state.photo === this.#state.photo;
    return same && there === here;
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

const isMarked = (entry: unknown): entry is { deconv: Held } =>
  typeof entry === 'object' && entry !== null && 'deconv' in entry;

/** After a reload what only the browser held is gone. */
function heldIn(entry: unknown): Held {
  if (!isMarked(entry)) return {};
  return Object.fromEntries(Object.entries(entry.deconv).filter(([, address]) => isHere(address)));
}

function heldOf({ network, photo }: PageState): Held {
  const held = Object.entries({ network, photo }).filter(([, address]) => isOurs(address));
  for (const [, address] of held) here.add(address);
  return Object.fromEntries(held);
}

/** Addresses of this visit that only this browser knows. */
const here = new Set<string>();
const isHere = (address: string): boolean => here.has(address);
const isOurs = (address: string): boolean => /^(blob|files):/.test(address);
