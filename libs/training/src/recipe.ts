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
  /**
   * How the learning rate falls after the warm-up: along half a cosine to nearly 0, or by a factor of ten whenever the
   * validation loss has stopped falling (Zeiler & Fergus, Section 3).
   */
  schedule: 'cosine' | 'plateau';
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
  schedule: 'cosine',
  peakRate: 0.05,
  warmUp: 0.05,
  momentum: 0.9,
  weightDecay: 5e-4,
  dropout: 0.3,
  filterLimit: 0.1,
  labelSmoothing: 0.1,
};

/** Epochs without a lower validation loss that count as a plateau. */
const PATIENCE = 5;

/** Share by which a loss must fall below the best one to count as lower. */
const LOWER = 1e-3;

/**
 * Learning rate of a step: rises in a straight line during the warm-up, then falls as the recipe's schedule says.
 * @param step from 0
 * @param validationLosses of the epochs before the step's; only a plateau schedule looks at them
 */
export function learningRate(
  step: number,
  recipe: Recipe,
  validationLosses: readonly number[] = [],
): number {
  const { epochs, stepsPerEpoch, peakRate, warmUp, schedule } = recipe;
  const total = epochs * stepsPerEpoch;
  const rising = Math.max(1, Math.round(warmUp * total));
  if (step < rising) return (peakRate * (step + 1)) / rising;
  if (schedule === 'plateau') return peakRate / 10 ** plateausIn(validationLosses);
  const share = (step - rising) / Math.max(1, total - rising);
  return (peakRate * (1 + Math.cos(Math.PI * share))) / 2;
}

/** How often the losses have stopped falling. */
function plateausIn(losses: readonly number[]): number {
  let [plateaus, waited, best] = [0, 0, Infinity];
  for (const loss of losses) {
    waited = loss < best * (1 - LOWER) ? 0 : waited + 1;
    best = Math.min(best, loss);
    if (waited < PATIENCE) continue;
    plateaus++;
    waited = 0;
  }
  return plateaus;
}
