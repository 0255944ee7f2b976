import { START, placeOf, type PageState } from './pageState.js';
import type { PageStore } from './PageStore.js';
import { networkAddress, photoAddress } from './addresses.js';
import { samplesWith } from './samplesWith.js';

/** A figure: whichever of these its element has. */
interface FigureElement extends HTMLElement {
  model?: string;
  src?: string | undefined;
  images?: string | undefined;
  samples?: string;
  layer?: string | undefined;
  photo?: string;
  channel?: number | undefined;
  rule?: string;
  autorun?: boolean;
}

type Follow = (figure: FigureElement, state: Readonly<PageState>) => void;

/** What a figure takes over from the page, by the words of its `data-follows`. */
const FOLLOW: Record<string, { of: (keyof PageState)[]; apply: Follow }> = {
  model: {
    of: ['network'],
    apply: (figure, { network }) => (figure.model = networkAddress(network)),
  },
  'photo-src': { of: ['photo'], apply: (figure, { photo }) => (figure.src = photoAddress(photo)) },
  photo: { of: ['photo'], apply: (figure, { photo }) => (figure.photo = photoAddress(photo)) },
  'photo-images': {
    of: ['photo'],
    // At the start, the pictures of what was measured.
    apply: (figure, { photo }) =>
      (figure.images = photo === START.photo ? undefined : photoAddress(photo)),
  },
  samples: {
    of: ['photo'],
    apply: (figure, { photo }) =>
      void samplesWith(photo).then(
        (list) => (figure.samples = list),
        // Offline: it keeps the photos that it has.
        () => undefined,
      ),
  },
  layer: { of: ['layer'], apply: (figure, { layer }) => (figure.layer = layer) },
  unit: {
    of: ['layer', 'unit'],
    apply: (figure, { unit }) => (figure.channel = placeOf(unit)?.channel),
  },
  rule: { of: ['rule'], apply: (figure, { rule }) => (figure.rule = rule) },
  // One unit of one photo, by one rule: with any other the figure computes.
  descent: { of: ['network', 'photo', 'layer', 'unit', 'rule'], apply: showDescent },
  // What was measured beforehand holds for the first network and photo; with others the figure computes.
  document: { of: ['network', 'photo'], apply: showDocument },
};

/** Sets every figure to what the page looks at, and keeps it so. */
export function followFigures(store: PageStore): void {
  const figures = document.querySelectorAll<FigureElement>('[data-follows]');
  store.follow((state, changed) => {
    for (const figure of figures)
      for (const word of figure.dataset['follows']!.split(' ')) {
        const { of, apply } = FOLLOW[word]!;
        if (of.some((key) => changed.has(key))) apply(figure, state);
      }
  });
}

function showDescent(figure: FigureElement, state: Readonly<PageState>): void {
  const keys = Object.keys(START) as (keyof PageState)[];
  showWhere(
    figure,
    keys.every((key) => state[key] === START[key]),
  );
}

function showDocument(figure: FigureElement, { network, photo }: Readonly<PageState>): void {
  const takesPhoto = figure.dataset['follows']!.includes('photo');
  const measured = network === START.network && (!takesPhoto || photo === START.photo);
  showWhere(figure, measured);
  figure.autorun = !measured && figure.hasAttribute('data-light');
}

/** Gives a figure its document, or takes it away. */
function showWhere(figure: FigureElement, measured: boolean): void {
  figure.dataset['document'] ??= figure.getAttribute('src') ?? '';
  if (measured) figure.src = figure.dataset['document'];
  else figure.removeAttribute('src');
}
