import type { PageStore } from './PageStore.js';
import { textOf, valueOf } from './views.js';

/** A figure, as far as the page sets what it shows. */
export interface ViewedFigure extends HTMLElement {
  autorun?: boolean;
  /** How far a figure of one photo is. */
  stage?: string;
  /** How far a figure of a document is with computing. */
  running?: string;
  start?: () => void;
  run?: () => void;
}

/** What the reader sets in a figure and a link should keep, by its element. */
export const SHOWN: Readonly<Record<string, readonly string[]>> = {
  'deconv-lens': ['place', 'random', 'through'],
  'deconv-maps': ['place', 'random'],
  'deconv-stepper': ['place', 'step'],
  'deconv-grid': ['random', 'control'],
  'deconv-projection': ['place', 'control'],
  'deconv-occlusion': ['square', 'size', 'stride', 'random'],
  'deconv-invariance': ['chosen', 'step', 'transform', 'random'],
  'deconv-evolution': ['checkpoint', 'random'],
  'deconv-filters': ['filter', 'random'],
  'deconv-correspondence': ['size', 'random'],
  'deconv-transfer': ['random'],
};

/** What a figure tells when the reader sets something. */
const TOLD = [
  ...['deconv-random', 'deconv-layer', 'deconv-map', 'deconv-step', 'deconv-control'],
  ...['deconv-options', 'deconv-move', 'deconv-checkpoint', 'deconv-filter'],
];

/** The reader asked a figure to compute; opened by a link, it computes again. */
const RUN = 'run';

/** A place that a pointer passes is kept once it rests there for so many milliseconds. */
const REST = 250;

/** What one figure shows, in the page's address. */
export class FigureView {
  /** What it shows where the address says nothing. */
  #atFirst: ReadonlyMap<string, unknown>;
  /** The reader set something since the address was opened. */
  #touched = false;
  #ran = false;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly figure: ViewedFigure,
    private readonly store: PageStore,
  ) {
    this.#atFirst = this.#values;
    for (const told of TOLD) figure.addEventListener(told, () => this.keep(true));
    figure.addEventListener('deconv-place', () => this.#onPlace());
    figure.addEventListener('load', () => this.#onLoad());
    figure.addEventListener('progress', () => this.#onRun());
    figure.addEventListener('deconv-origin', () => this.#onOrigin());
  }

  /** Shows what the address names. */
  reopen(): void {
    this.#touched = false;
    clearTimeout(this.#rest);
    const now = this.#values;
    const { views } = this.store;
    for (const [name, first] of this.#atFirst) {
      const text = views.get(this.#keyOf(name));
      const value = text === undefined ? first : valueOf(text);
      if (textOf(value) !== textOf(now.get(name))) Object.assign(this.figure, { [name]: value });
    }
    if (views.has(this.#keyOf(RUN))) (this.figure.start ?? this.figure.run)?.call(this.figure);
  }

  /** @param chosen by the reader, whom the way back takes there again */
  keep(chosen: boolean): void {
    this.#touched ||= chosen;
    this.store.setViews(this.#changes, chosen);
  }

  /** The lens goes with a mouse, which chooses nothing; before it computes it goes back, too. */
  #onPlace(): void {
    if (this.figure.localName !== 'deconv-lens') this.keep(true);
    else if (this.figure.stage !== 'idle') {
      this.#touched = true;
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => this.keep(false), REST);
    }
  }

  /** A document that arrives, or was computed, sets its figure to what it shows at first. */
  #onLoad(): void {
    if (!this.#ran) this.#atFirst = this.#values;
    if (this.#touched) this.keep(false);
    else this.reopen();
  }

  #onRun(): void {
    const first = !this.#ran;
    this.#ran = true;
    if (this.figure.autorun || this.store.views.has(this.#keyOf(RUN))) return;
    // Later it goes on by itself, with another network for one.
    this.store.setViews(new Map([...this.#changes, [this.#keyOf(RUN), '1']]), first);
  }

  /** Nothing is computed any more: the reader went back to the document, or chose what there is none of. */
  #onOrigin(): void {
    if (this.figure.running !== 'idle') return;
    this.#ran = false;
    const back = this.figure.hasAttribute('src');
    this.store.setViews(new Map([...this.#changes, [this.#keyOf(RUN), undefined]]), back);
  }

  /** What it shows, by key; undefined for what is as at first. */
  get #changes(): ReadonlyMap<string, string | undefined> {
    const now = [...this.#values].map(([name, value]) => {
      const text = textOf(value);
      const same = text === textOf(this.#atFirst.get(name));
      return [this.#keyOf(name), same ? undefined : text] as const;
    });
    return new Map(now);
  }

  get #values(): ReadonlyMap<string, unknown> {
    const properties = this.figure as unknown as Record<string, unknown>;
    return new Map(SHOWN[this.figure.localName]!.map((name) => [name, properties[name]]));
  }

  #keyOf(name: string): string {
    return `${this.figure.id.replace('fig-', '')}.${name}`;
  }
}
