/** How a network is trained. */
export interface Recipe {
  /** Everything random follows from it. */
  seed: number;
  epochs: number;
  stepsPerEpoch: number;
  batchSize: number;
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
}

/** Zeiler & Fergus' choices (Section 3), with a rate that rises and falls and a lighter dropout for small data. */
export const RECIPE: Recipe = {
  seed: 1,
  epochs: 28,
  stepsPerEpoch: 100,
  batchSize: 32,
  peakRate: 0.01,
  warmUp: 0.08,
  momentum: 0.9,
  weightDecay: 5e-4,
  dropout: 0.2,
  filterLimit: 0.1,
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
