import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { classesOf, type Architecture } from './architecture.js';
import { batchTensors, type Batch } from './batch.js';
import { shareRight } from './evaluate.js';
import { fill } from './fill.js';
import { forward, type ParameterTensors } from './forward.js';
import type { Layout, ParameterRole } from './parameters.js';
import { layoutOf } from './parameters.js';
import type { Preprocessing } from './preprocessing.js';
import { readAndDispose } from './readAndDispose.js';
import type { Recipe } from './recipe.js';

/** What gradients depend on beside parameters and pictures. */
export interface TrainingSetup {
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
export async function gradientsOf(
  setup: TrainingSetup,
  parameters: Float32Array,
  shard: Shard,
): Promise<ShardGradients> {
  const layout = layoutOf(setup.architecture);
  const { loss, answers, moments, gradients } = tensorsOf(setup, layout, parameters, shard);
  const [lossValue, answerValues, ...rest] = await readAndDispose([
    loss,
    answers,
    ...moments,
    ...gradients,
  ]);
  const [statistics, slopes] = [rest.slice(0, moments.length), rest.slice(moments.length)];
  return {
    gradients: fill(new Float32Array(layout.size), slopes),
    statistics: fill(new Float32Array(layout.statisticsSize), statistics),
    loss: lossValue![0]!,
    accuracy: shareRight(answerValues!, shard.batch.labels),
  };
}

/** What a shard tells, still on the backend. */
interface ShardTensors {
  loss: Scalar;
  /** The strongest class of each picture. */
  answers: Tensor;
  /** Mean and variance of each normalised layer in turn, in the order of the layout. */
  moments: Tensor[];
  /** In the order of the layout. */
  gradients: Tensor[];
}

function tensorsOf(
  setup: TrainingSetup,
  layout: Layout,
  parameters: Float32Array,
  shard: Shard,
): ShardTensors {
  return tf.tidy(() => {
    const tensors = layout.parameters.map(({ shape, from, to }) =>
      tf.tensor(parameters.slice(from, to), shape),
    );
    let [answers, moments]: [Tensor?, Tensor[]?] = [];
    const lossOf = (...variables: Tensor[]) => {
      const found = lossOn(setup, byLayer(layout, variables), shard);
      // Kept: differentiating throws away whatever is not the loss.
      answers = tf.keep(tf.argMax(found.logits, 1));
      moments = layout.statistics.flatMap(({ layer }) => found.moments.get(layer)!.map(tf.keep));
      return found.loss;
    };
    const { value, grads } = tf.valueAndGrads(lossOf)(tensors);
    return { loss: value, answers: answers!, moments: moments!, gradients: grads };
  });
}

type Moments = Map<string, [mean: Tensor, variance: Tensor]>;

function lossOn(
  { architecture, preprocessing, recipe }: TrainingSetup,
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
  return { loss, logits, moments };
}

function byLayer({ parameters }: Layout, values: Tensor[]): ParameterTensors {
  const tensors = new Map<string, Partial<Record<ParameterRole, Tensor>>>();
  parameters.forEach(({ layer, role }, i) => {
    tensors.set(layer, { ...tensors.get(layer), [role]: values[i]! });
  });
  return tensors;
}
