import type { PageStore } from './PageStore.js';
import type { Views } from './views.js';

/** A figure, as far as the page sets what it shows. */
interface FigureElement extends HTMLElement {
  autorun?: boolean;
  start?: () => void;
  run?: () => void;
}

/** What the reader sets in a figure and a link should keep, by its element. Each is a property that stands for itself. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
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
  ...['deconv-place', 'deconv-random', 'deconv-layer', 'deconv-step', 'deconv-control'],
  ...['deconv-options', 'deconv-move', 'deconv-checkpoint', 'deconv-filter'],
];

/** The reader asked a figure to compute; opened by a link, it computes again. */
const RUN = 'run';

/** Keeps what figures show in the page's address, and shows what an address names. */
export function figureViews(store: PageStore): void {
  const all = [...document.querySelectorAll<FigureElement>('.figure')];
  const figures = all
    .filter(({ localName, id }) => id && SHOWN[localName])
    .map((figure) => ({ figure, atFirst: valuesOf(figure) }));
  store.followViews((views) => {
    for (const { figure, atFirst } of figures) show(figure, views, atFirst);
  });
  for (const each of figures) {
    const { figure } = each;
    // A document that arrives sets its figure to what it shows at first; what a link names comes after.
    const onDocument = () => show(figure, store.views, (each.atFirst = valuesOf(figure)));
    figure.addEventListener('load', onDocument, { once: true });
    for (const told of TOLD) figure.addEventListener(told, () => keep(store, figure, each.atFirst));
    figure.addEventListener('progress', () => {
      figure.removeEventListener('load', onDocument);
      if (!figure.autorun) store.setView(keyOf(figure, RUN), '1');
    });
  }
}

type Values = ReadonlyMap<string, unknown>;

function valuesOf(figure: FigureElement): Values {
  const properties = figure as unknown as Record<string, unknown>;
  return new Map(SHOWN[figure.localName]!.map((name) => [name, properties[name]]));
}

function keep(store: PageStore, figure: FigureElement, atFirst: Values): void {
  for (const [name, value] of valuesOf(figure)) {
    const text = textOf(value);
    store.setView(keyOf(figure, name), text === textOf(atFirst.get(name)) ? undefined : text);
  }
}

function show(figure: FigureElement, views: Views, atFirst: Values): void {
  const now = valuesOf(figure);
  for (const [name, first] of atFirst) {
    const text = views.get(keyOf(figure, name));
    const value = text === undefined ? first : valueOf(text);
    if (textOf(value) !== textOf(now.get(name))) Object.assign(figure, { [name]: value });
  }
  if (views.has(keyOf(figure, RUN))) (figure.start ?? figure.run)?.call(figure);
}

function keyOf({ id }: FigureElement, name: string): string {
  return `${id.replace('fig-', '')}.${name}`;
}

/** Numbers, names, and pairs of numbers: rows and columns. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return Object.values(typeof value === 'object' ? value : [value]).join();
}

function valueOf(text: string): unknown {
  if (/^\d+$/.test(text)) return Number(text);
  const [, row, column] = /^(\d+),(\d+)$/.exec(text) ?? [];
  return row === undefined ? text : [Number(row), Number(column)];
}
