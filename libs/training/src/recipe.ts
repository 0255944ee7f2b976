/** How a network is trained. */
export interface Recipe {
  /** Everything random follows from it. */
  seed: number;
  epochs: number;
  stepsPerEpoch: number;
  /** Pictures of a step. */
  batchSize: number;
  /** Equal parts of a step's pictures, each normalised on its own and computed on a core of its own where there is one. */
  shards: number;
  /** The highest learning rate, reached after the warm-up. */
  peakRate: number;
  /** Share of all steps in which the rate rises from near 0. */
  warmUp: number;
  momentum: number;
  /** Pull of each weight towards 0, as a factor on the weight; biases are left alone. */
  weightDecay: number;
  /** Chance that a unit of a dense layer (but the last) is left out of a step. */
  dropout: number;
  /** Convolution filters whose root mean square exceeds this are scaled back to it; `null` lets them grow. */
  filterLimit: number | null;
  /** Share of each label's certainty that is spread over all classes. */
  labelSmoothing: number;
}

/**
 * Zeiler & Fergus' momentum and limit on filters (Section 3); a rate that rises and falls, lighter dropout, weight decay
 * and label smoothing for small data.
 */
export const RECIPE: Recipe = {
  seed: 1,
  epochs: 64,
  stepsPerEpoch: 64,
  batchSize: 64,
  shards: 2,
  peakRate: 0.05,
  warmUp: 0.05,
  momentum: 0.9,
  weightDecay: 5e-4,
  dropout: 0.3,
  filterLimit: 0.1,
  labelSmoothing: 0.1,
};

/** Rises in a straight line during the warm-up, then falls along half a cosine to nearly 0. */
export function learningRate(step: number, recipe: Recipe): number {
  const { epochs, stepsPerEpoch, peakRate, warmUp } = recipe;
  const total = epochs * stepsPerEpoch;
  const rising = Math.max(1, Math.round(warmUp * total));
  if (step < rising) return (peakRate * (step + 1)) / rising;
  const share = (step - rising) / Math.max(1, total - rising);
  return (peakRate * (1 + Math.cos(Math.PI * share))) / 2;
}
