import { networkAddress, photoAddress } from './addresses.js';
import { placeOf, type PageState } from './pageState.js';
import { samplesWith } from './samplesWith.js';

/** A figure: whichever of these its element has. */
export interface FigureElement extends HTMLElement {
  model?: string;
  src?: string | undefined;
  images?: string | undefined;
  samples?: string;
  layer?: string | undefined;
  photo?: string;
  channel?: number | undefined;
  rule?: string;
  autorun?: boolean;
  random?: number | undefined;
}

interface Following {
  /** What of the page's state it takes over. */
  of: readonly (keyof PageState)[];
  /** @param made what was made beforehand is shown */
  apply: (figure: FigureElement, state: Readonly<PageState>, made: boolean) => void;
}

/** What a figure takes over from the page, by the words of its `data-follows`. */
export const FOLLOW: Readonly<Record<string, Following>> = {
  model: {
    of: ['network'],
    apply: (figure, { network }) => (figure.model = networkAddress(network)),
  },
  'photo-src': { of: ['photo'], apply: (figure, { photo }) => (figure.src = photoAddress(photo)) },
  photo: { of: ['photo'], apply: (figure, { photo }) => (figure.photo = photoAddress(photo)) },
  'photo-images': {
    of: ['network', 'photo'],
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
