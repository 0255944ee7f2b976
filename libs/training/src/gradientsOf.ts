import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { classesOf, type Architecture } from './architecture.js';
import { batchTensors, type Batch } from './batch.js';
import { shareRight } from './evaluate.js';
import { forward, type ParameterTensors } from './forward.js';
import type { Layout, ParameterRole } from './parameters.js';
import { layoutOf } from './parameters.js';
import type { Preprocessing } from './preprocessing.js';
import type { Recipe } from './recipe.js';

/** What gradients depend on beside parameters and pictures. */
export interface Lesson {
  architecture: Architecture;
  preprocessing: Preprocessing;
  recipe: Recipe;
}

/** A part of a step's pictures, small enough for one pass. */
export interface Shard {
  step: number;
  /** Number of the shard in its step. */
  index: number;
  batch: Batch;
}

/** What one shard tells, in flat arrays as `layoutOf` lays them out. */
export interface ShardGradients {
  gradients: Float32Array;
  /** The shard's own means and variances. */
  statistics: Float32Array;
  /** Mean cross-entropy in nats, with dropout. */
  loss: number;
  /** Share of pictures whose strongest class is the right one, with dropout. */
  accuracy: number;
}

/** Gradients of the mean loss over a shard by every parameter; the same numbers for the same arguments. */
export function gradientsOf(
  lesson: Lesson,
  parameters: Float32Array,
  shard: Shard,
): ShardGradients {
  const layout = layoutOf(lesson.architecture);
  const result: ShardGradients = {
    gradients: new Float32Array(layout.size),
    statistics: new Float32Array(layout.statisticsSize),
    loss: NaN,
    accuracy: 0,
  };
  // Filled in place: tidy would look through every number of a result that it returns.
  tf.tidy(() => {
    const tensors = layout.parameters.map(({ shape, from, to }) =>
      tf.tensor(parameters.slice(from, to), shape),
    );
    const lossOf = (...variables: Tensor[]) => {
      const { loss, logits, moments } = lossOn(lesson, byLayer(layout, variables), shard);
      result.accuracy = shareRight(tf.argMax(logits, 1).dataSync(), shard.batch.labels);
      collectStatistics(layout, moments, result.statistics);
      return loss;
    };
    const { value, grads } = tf.valueAndGrads(lossOf)(tensors);
    layout.parameters.forEach(({ from }, i) => result.gradients.set(grads[i]!.dataSync(), from));
    result.loss = value.dataSync()[0]!;
  });
  return result;
}

type Moments = Map<string, [mean: Tensor, variance: Tensor]>;

function lossOn(
  { architecture, preprocessing, recipe }: Lesson,
  tensors: ParameterTensors,
  shard: Shard,
) {
  const { step, index, batch } = shard;
  const { seed, dropout, labelSmoothing } = recipe;
  const moments: Moments = new Map();
  const { x, y } = batchTensors(batch, preprocessing, classesOf(architecture));
  const logits = forward(architecture, tensors, x, {
    drop: (value, place) =>
      dropout ? tf.dropout(value, dropout, undefined, `${seed}/${step}/${index}/${place}`) : value,
    onMoments: (layer, mean, variance) => void moments.set(layer, [mean, variance]),
  });
  const loss: Scalar = tf.losses.softmaxCrossEntropy(y, logits, undefined, labelSmoothing);
  return { loss, logits: logits, moments };
}

function byLayer({ parameters }: Layout, values: Tensor[]): ParameterTensors {
  const tensors = new Map<string, Partial<Record<ParameterRole, Tensor>>>();
  parameters.forEach(({ layer, role }, i) => {
    tensors.set(layer, { ...tensors.get(layer), [role]: values[i]! });
  });
  return tensors;
}

function collectStatistics({ statistics }: Layout, moments: Moments, target: Float32Array): void {
  for (const { layer, from, channels } of statistics) {
    const [mean, variance] = moments.get(layer)!;
    target.set(mean.dataSync(), from);
    target.set(variance.dataSync(), from + channels);
  }
}
