import type { RuleName, UnitAddress } from '@deconv/engine';

/** A place of a photo: row and column, in pixels of the picture as the network sees it. */
type At = readonly [row: number, column: number];

/** What a reader does in a figure: names of events, and the `detail` that each carries whichever figure tells it. */
export interface ReaderEvents {
  /** A place, or the middle of the square that covers one. */
  'deconv-place': { at: At };
  /** A unit; `at` is its place in its feature map, `address` reads `conv3:map 12`, and `image` is the file that excites it. */
  'deconv-unit': UnitAddress & { address: string; image?: string };
  /** A layer to look at, or through; undefined where none is any more. */
  'deconv-layer': { layer: string | undefined };
  /** A feature map of a layer. */
  'deconv-map': { layer: string | undefined; channel: number };
  /** A filter of a layer. */
  'deconv-filter': { layer: string; filter: number };
  /** A rule of rectification. */
  'deconv-rule': { rule: RuleName };
  /** The seed of random weights; undefined where the network is as it was trained. */
  'deconv-random': { random: number | undefined };
  /** What is replaced on the way down. */
  'deconv-control': { control: string | undefined };
  /** A photo, by its label. */
  'deconv-photo': { label: string };
  /** Photos of the reader's own, by the names of their files. */
  'deconv-photos': { names: string[] };
  /** A step of the way down, from 0, and what it does. */
  'deconv-step': { step: number; name: string };
  /** A checkpoint of a training. */
  'deconv-checkpoint': { name: string };
  /** An image moved by a transform: pixels, a factor or degrees. */
  'deconv-move': { image: string; value: number };
  /** A mark on a part of an image; x and y in shares of its width and height. */
  'deconv-mark': { image: string; part: string; at: readonly [x: number, y: number] };
  /** What is drawn was computed here, as the reader asked; or it is the document again. */
  'deconv-origin': { computed: boolean };
  /** Settings of what is computed: the properties that changed. */
  'deconv-options': object;
}

declare global {
  /* eslint-disable @typescript-eslint/no-empty-object-type */
  interface HTMLElementEventMap extends Told {}
  interface DocumentEventMap extends Told {}
  /* eslint-enable @typescript-eslint/no-empty-object-type */
}

/** Listeners know what they are told: `document.addEventListener('deconv-place', ({ detail }) => …)`. */
type Told = { [Name in keyof ReaderEvents]: CustomEvent<ReaderEvents[Name]> };
