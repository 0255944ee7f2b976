import type { ForwardRecord, Network, Statistics } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';

/** Sums of one normalisation's input over all positions and images, channel by channel. */
interface Sums {
  /** Node whose value the normalisation reads. */
  below: number;
  trained: Statistics;
  count: number;
  sum: Float64Array;
  squares: Float64Array;
}

/** Variance below which two are not told apart, of activations whose own is about 1. */
const LEAST_VARIANCE = 1e-5;

/** Compares what the batch normalisations of a network get of images with what they got while it was trained. */
export class InputStatistics {
  readonly #all: Sums[];

  constructor({ nodes }: Network) {
    this.#all = nodes.flatMap(({ op, inputs: [below] }) => {
      const { statistics: trained } = op;
      if (!trained || below === undefined) return [];
      const channels = trained.mean.length;
      const [sum, squares] = [new Float64Array(channels), new Float64Array(channels)];
      return [{ below, trained, count: 0, sum, squares }];
    });
  }

  /** How many normalisations say what they were trained on: those that were folded into filters do not. */
  get normalisations(): number {
    return this.#all.length;
  }

  /** @param record of `forward` with `everyNode` */
  add(record: ForwardRecord): void {
    for (const sums of this.#all) {
      const value = record.valueAt(sums.below);
      const [batch, height, width] = value.shape;
      sums.count += batch * height * width;
      const [sum, squares] = tf.tidy(() =>
        [value, tf.square(value)].map((each) => tf.sum(each, [0, 1, 2]).dataSync()),
      );
      for (const [c, found] of sum!.entries()) {
        sums.sum[c]! += found;
        sums.squares[c]! += squares![c]!;
      }
    }
  }

  /**
   * Of each normalisation, first to last, the mean over its channels of KL(found ‖ trained), both taken for Gaussian:
   * `½ (v/v′ + (m − m′)²/v′ − 1 − ln(v/v′))` with mean m and variance v as found, m′ and v′ as trained. In nats; Infinity where
   * activations are not finite.
   */
  divergences(): number[] {
    return this.#all.map(divergenceOf);
  }
}

function divergenceOf({ trained, count, sum, squares }: Sums): number {
  let total = 0;
  for (const [c, trainedMean] of trained.mean.entries()) {
    const mean = sum[c]! / count;
    const variance = Math.max(LEAST_VARIANCE, squares[c]! / count - mean ** 2);
    const expected = Math.max(LEAST_VARIANCE, trained.variance[c]!);
    const ratio = variance / expected;
    total += (ratio + (mean - trainedMean) ** 2 / expected - 1 - Math.log(ratio)) / 2;
  }
  const divergence = total / trained.mean.length;
  return Number.isNaN(divergence) ? Infinity : divergence;
}
