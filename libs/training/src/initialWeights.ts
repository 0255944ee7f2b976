import { seededRandom, type Random } from '@deconv/datasets';

/** How far a layer's first weights spread; biases start at 0. */
export interface Initialisation {
  /** Standard deviation of the first convolution's weights: small, so that what is learned shows in the filters. */
  firstLayer: number;
  /** Standard deviation of the last layer's: small, so that the first loss is near ln(classes). */
  lastLayer: number;
}

export const INITIALISATION: Initialisation = { firstLayer: 0.01, lastLayer: 0.03 };

/** He's standard deviation for layers before a ReLU: √(2 / inputs of a unit). */
export function heDeviation(shape: readonly number[]): number {
  const fanIn = shape.slice(0, -1).reduce((product, length) => product * length, 1);
  return Math.sqrt(2 / fanIn);
}

/** Seeded normal numbers, cut at two standard deviations. `stream` tells the layers of a network apart. */
export function normalValues(
  length: number,
  deviation: number,
  seed: number,
  stream: number,
): Float32Array {
  const random = seededRandom(seed, stream);
  return Float32Array.from({ length }, () => deviation * truncatedNormal(random));
}

function truncatedNormal(random: Random): number {
  for (;;) {
    // Box and Muller's transform; 1 − u keeps the logarithm's argument above 0.
    const radius = Math.sqrt(-2 * Math.log(1 - random.between(0, 1)));
    const value = radius * Math.cos(2 * Math.PI * random.between(0, 1));
    if (Math.abs(value) <= 2) return value;
  }
}
