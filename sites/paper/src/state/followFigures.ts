import { shippedNetwork } from '../networks.js';
import { shippedPicture } from '../pictures.js';
import { networkAddress, photoAddress } from './addresses.js';
import { holds, type MadeOf } from './madeOf.js';
import { placeOf, type PageState } from './pageState.js';
import type { PageStore } from './PageStore.js';
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

interface Following {
  /** What of the page's state it takes over. */
  of: (keyof PageState)[];
  /** @param made what was made beforehand holds for the state */
  apply: (figure: FigureElement, state: Readonly<PageState>, made: boolean) => void;
}

/** What a figure takes over from the page, by the words of its `data-follows`. */
const FOLLOW: Record<string, Following> = {
  model: {
    of: ['network'],
    apply: (figure, { network }) => (figure.model = networkAddress(network)),
  },
  'photo-src': { of: ['photo'], apply: (figure, { photo }) => (figure.src = photoAddress(photo)) },
  photo: { of: ['photo'], apply: (figure, { photo }) => (figure.photo = photoAddress(photo)) },
  'photo-images': {
    of: ['photo'],
    // With a document, the pictures of what was measured.
    apply: (figure, { photo }, made) => (figure.images = made ? undefined : photoAddress(photo)),
  },
  samples: { of: ['photo'], apply: (figure, { photo }) => (figure.samples = samplesWith(photo)) },
  layer: { of: ['layer'], apply: (figure, { layer }) => (figure.layer = layer) },
  unit: {
    of: ['layer', 'unit'],
    apply: (figure, { unit }) => (figure.channel = placeOf(unit)?.channel),
  },
  rule: { of: ['rule'], apply: (figure, { rule }) => (figure.rule = rule) },
};

/** Sets every figure to what the page looks at, and keeps it so. */
export function followFigures(store: PageStore): void {
  const figures = [...document.querySelectorAll<FigureElement>('[data-follows]')].map(followed);
  store.follow((state, changed) => {
    for (const { figure, words, made, show } of figures) {
      if (!made.of.some((key) => changed.has(key))) continue;
      const here = holds(made, state);
      for (const { apply } of words) apply(figure, state, here);
      show(here, state);
    }
  });
}

function followed(figure: FigureElement) {
  const words = figure.dataset['follows']!.split(' ').map((word) => FOLLOW[word]!);
  const of = [...new Set(words.flatMap((word) => word.of))];
  const made: MadeOf = { of, network: figure.dataset['madeWith'] };
  return { figure, words, made, show: showing(figure) };
}

/** Attributes that name a document of results. */
const DOCUMENTS = ['src', 'tour'];

/**
 * What was made beforehand, for one network and photo, shows while the page looks at those: the document, the still that
 * stands in the figure's place, and sentences about them. What the figure is of stands beneath its title.
 */
function showing(figure: FigureElement): (here: boolean, state: Readonly<PageState>) => void {
  const stills = [...figure.querySelectorAll(':scope > .still, :scope > .stills')];
  const of = figure.querySelector('.of');
  const documents = DOCUMENTS.flatMap((name) => {
    const address = figure.getAttribute(name);
    return address ? [[name, address] as const] : [];
  });
  return (here, state) => {
    figure.toggleAttribute('data-elsewhere', !here);
    if (of) of.textContent = here ? (figure.dataset['madeOf'] ?? '') : lookedAt(figure, state);
    if (here) figure.prepend(...stills.filter((still) => !still.isConnected));
    else for (const still of stills) still.remove();
    for (const [name, address] of documents)
      if (here) figure.setAttribute(name, address);
      else figure.removeAttribute(name);
    figure.autorun = !here && figure.hasAttribute('data-light');
  };
}

/** The network and, where the figure takes one, the photo, in words. */
function lookedAt(figure: FigureElement, { network, photo }: Readonly<PageState>): string {
  const through = shippedNetwork(network)?.name ?? 'your network';
  if (!/photo|samples/.test(figure.dataset['follows']!)) return through;
  return `${through}, ${shippedPicture(photo)?.label ?? 'your photo'}`;
}
