import * as v from 'valibot';
import type { Preprocess } from '../preprocess.js';

/** One number for all colours, or red, green, blue. */
export const COLOURS = v.union([
  v.pipe(v.number(), v.finite()),
  v.strictTuple([v.number(), v.number(), v.number()]),
]);
export type Colours = v.InferOutput<typeof COLOURS>;

export interface Standardised {
  /** Pixels of 0–255 are multiplied by it first; 1/255 makes them 0–1. */
  rescale?: number;
  /** Taken off then. */
  offset?: number;
  mean?: Colours;
  /** What is divided by at last. */
  std?: Colours;
  channelOrder?: Preprocess['channelOrder'];
}

/**
 * `((pixel · rescale − offset) − mean) / std`, as the ecosystem of PyTorch says it, in the form of `preprocess.json`.
 * @throws Error for numbers by which pixels become nothing finite, or all the same
 */
export function standardised({
  rescale = 1 / 255,
  offset = 0,
  mean = 0,
  std = 1,
  channelOrder = 'RGB',
}: Standardised): Omit<Preprocess, 'inputSize'> {
  const [means, deviations] = [triple(mean), triple(std)];
  const meanSubtract = means.map((each) => (each + offset) / rescale) as Triple;
  const scale = deviations.map((each) => rescale / each) as Triple;
  if (![...meanSubtract, ...scale].every(Number.isFinite) || scale.includes(0))
    throw new Error('its numbers make no pixels: a deviation or a factor of 0');
  const alike = scale.every((each) => each === scale[0]);
  return { channelOrder, meanSubtract, scale: alike ? scale[0] : scale };
}

type Triple = [number, number, number];

const triple = (colours: Colours): Triple =>
  typeof colours === 'number' ? [colours, colours, colours] : colours;
