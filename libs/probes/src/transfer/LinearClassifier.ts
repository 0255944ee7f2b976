import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { breather } from '../breather.js';
import { minimise, type Objective } from './minimise.js';

/** Features of images, with their classes. */
export interface Examples {
  /** [images, features], as the classifier reads them */
  features: Float32Array;
  /** One class index for each image. */
  labels: Int32Array;
}

export interface LearnOptions {
  classes: number;
  /** Factor on half the sum of squared weights; the loss is the mean over images. Biases are left alone. */
  strength: number;
  /** Where to begin; else at 0. */
  from?: LinearClassifier;
  /** Ends where a step lowers the loss by less than this share of it. Default 1e-4. */
  tolerance?: number;
  signal?: AbortSignal;
}

/** Softmax over linear functions of features: multinomial logistic regression. */
export class LinearClassifier {
  /** @param parameters weights [features, classes], then biases [classes] */
  constructor(
    readonly parameters: Float32Array,
    readonly classes: number,
  ) {}

  /**
   * Learns from examples by L-BFGS, on whichever backend is active. The loss is convex: where it begins changes how long it
   * takes, not where it ends.
   * @throws the signal's reason when it aborts
   */
  static async learn(
    { features, labels }: Examples,
    { classes, strength, from, tolerance = 1e-4, signal }: LearnOptions,
  ): Promise<LinearClassifier> {
    const size = features.length / labels.length;
    const x = tf.tensor2d(features, [labels.length, size]);
    // wasm multiplies fast only what need not be transposed on the way.
    const transposed = tf.transpose(x);
    const y = tf.tidy(
      () => tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), classes), 'float32') as Tensor2D,
    );
    const breathe = breather();
    try {
      const start = from?.parameters ?? new Float32Array((size + 1) * classes);
      const parameters = await minimise(lossOf({ x, transposed, y, strength }), start, {
        tolerance,
        onStep: async () => {
          await breathe();
          signal?.throwIfAborted();
        },
      });
      return new LinearClassifier(parameters, classes);
    } finally {
      tf.dispose([x, transposed, y]);
    }
  }

  /** The most probable class of each image. @param features [images, features] */
  async answers(features: Float32Array): Promise<Int32Array> {
    const { classes, parameters } = this;
    const size = parameters.length / classes - 1;
    const strongest = tf.tidy(() => {
      const x = tf.tensor2d(features, [features.length / size, size]);
      return tf.argMax(logits(x, parameters, classes), 1);
    });
    return Int32Array.from(await strongest.data().finally(() => strongest.dispose()));
  }
}

interface Problem {
  /** [images, features], and the other way round. */
  x: Tensor2D;
  transposed: Tensor2D;
  /** [images, classes], one 1 a row. */
  y: Tensor2D;
  strength: number;
}

/** Mean cross-entropy plus strength / 2 · Σ weights², by weights and biases. */
function lossOf({ x, transposed, y, strength }: Problem): Objective {
  const [count, classes] = y.shape;
  const size = x.shape[1];
  return async (parameters) => {
    const tensors = tf.tidy(() => {
      const scores = logits(x, parameters, classes);
      const logs = tf.logSoftmax(scores);
      const loss = tf.neg(tf.div(tf.sum(tf.mul(y, logs)), count));
      const error = tf.div(tf.sub(tf.exp(logs), y), count);
      return [loss, tf.matMul<Tensor2D>(transposed, error), tf.sum(error, 0)];
    });
    const [loss, weights, biases] = await Promise.all(
      tensors.map((tensor) => tensor.data<'float32'>()),
    ).finally(() => tf.dispose(tensors));
    const gradient = new Float32Array(parameters.length);
    let squares = 0;
    for (let i = 0; i < size * classes; i++) {
      const weight = parameters[i]!;
      squares += weight * weight;
      gradient[i] = weights![i]! + strength * weight;
    }
    gradient.set(biases!, size * classes);
    return { value: loss![0]! + (strength * squares) / 2, gradient };
  };
}

function logits(x: Tensor2D, parameters: Float32Array, classes: number): Tensor2D {
  const size = x.shape[1];
  const weights = tf.tensor2d(parameters.slice(0, size * classes), [size, classes]);
  const biases: Tensor1D = tf.tensor1d(parameters.slice(size * classes));
  return tf.add(tf.matMul(x, weights), biases);
}
