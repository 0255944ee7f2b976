import * as tf from '@tensorflow/tfjs-core';
import type {
  NamedTensorMap,
  Scalar,
  Tensor,
  Tensor2D,
  Tensor4D,
  Variable,
} from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { PROBABILITIES } from './buildNetwork.js';
import { limitFilters } from './limitFilters.js';
import { preprocess, type Preprocessing } from './preprocessing.js';
import { learningRate, type Recipe } from './recipe.js';

/** Pictures with their classes. */
export interface Batch {
  /** [count, size, size, 3], 0 … 255 */
  pixels: Uint8Array;
  /** One class index for each picture. */
  labels: Int32Array;
}

export interface Score {
  /** Mean cross-entropy in nats. */
  loss: number;
  /** Share of pictures whose strongest class is the right one. */
  accuracy: number;
}

/** Takes the steps of stochastic gradient descent with momentum on one network. */
export class Trainer {
  /** Momentum by name of the weight. */
  readonly #velocities = new Map<string, Tensor>();

  constructor(
    readonly model: Sequential,
    readonly recipe: Recipe,
    readonly preprocessing: Preprocessing,
  ) {}

  /** One step of descent on a batch. The score is the one before the step, with dropout. */
  step(step: number, batch: Batch): Score {
    return tf.tidy(() => {
      const { x, y } = this.#tensors(batch);
      let logits!: Tensor2D;
      const { value, grads } = tf.variableGrads(() => {
        logits = tf.keep(this.#logits(x, step));
        return tf.losses.softmaxCrossEntropy(y, logits) as Scalar;
      }, [...this.#weights().values()]);
      const score = { loss: value.dataSync()[0]!, accuracy: accuracyOf(logits, batch.labels) };
      logits.dispose();
      if (Number.isFinite(score.loss)) this.#descend(grads, learningRate(step, this.recipe));
      return score;
    });
  }

  /** Scores pictures as the finished network would see them, in batches of the recipe's size. */
  evaluate({ pixels, labels }: Batch): Score {
    const { batchSize } = this.recipe;
    const each = pixels.length / labels.length;
    let [loss, right] = [0, 0];
    for (let from = 0; from < labels.length; from += batchSize) {
      const to = Math.min(labels.length, from + batchSize);
      const part = {
        pixels: pixels.subarray(from * each, to * each),
        labels: labels.subarray(from, to),
      };
      tf.tidy(() => {
        const { x, y } = this.#tensors(part);
        const logits = this.#logits(x);
        loss += tf.losses.softmaxCrossEntropy(y, logits).dataSync()[0]! * (to - from);
        right += accuracyOf(logits, part.labels) * (to - from);
      });
    }
    return { loss: loss / labels.length, accuracy: right / labels.length };
  }

  /** Copies of the momenta, for a checkpoint. */
  momenta(): NamedTensorMap {
    return Object.fromEntries([...this.#velocities].map(([name, v]) => [name, tf.clone(v)]));
  }

  /** Goes on with the momenta of a checkpoint. */
  setMomenta(momenta: NamedTensorMap): void {
    this.dispose();
    for (const [name, value] of Object.entries(momenta))
      this.#velocities.set(name, tf.keep(tf.clone(value)));
  }

  /** Frees the momenta; the network stays. */
  dispose(): void {
    for (const velocity of this.#velocities.values()) velocity.dispose();
    this.#velocities.clear();
  }

  /** Weights by a name that is the same in every network of this architecture. */
  #weights(): Map<string, Variable> {
    return new Map(
      this.model.trainableWeights.map((weight) => [
        weight.originalName,
        // The layers package hides the variable; it is the only way to differentiate by it.
        (weight as unknown as { val: Variable }).val,
      ]),
    );
  }

  #tensors({ pixels, labels }: Batch): { x: Tensor4D; y: Tensor2D } {
    const { inputSize } = this.preprocessing;
    const [, classes] = this.model.outputShape as [null, number];
    const x = tf.tensor4d(preprocess(pixels, this.preprocessing), [
      labels.length,
      inputSize,
      inputSize,
      3,
    ]);
    return { x, y: tf.oneHot(tf.tensor1d(labels, 'int32'), classes) as Tensor2D };
  }

  /** What goes into the softmax. With a `step`, dense layers drop units, other ones in each step. */
  #logits(x: Tensor4D, step?: number): Tensor2D {
    const { layers } = this.model;
    const dense = layers.filter((layer) => layer.getClassName() === 'Dense').slice(0, -1);
    let value: Tensor = x;
    for (const layer of layers) {
      if (layer.name === PROBABILITIES) break;
      value = layer.apply(value, { training: step !== undefined }) as Tensor;
      const place = dense.indexOf(layer);
      if (step !== undefined && place >= 0) value = this.#drop(value, step, place);
    }
    return value as Tensor2D;
  }

  #drop(value: Tensor, step: number, place: number): Tensor {
    const { dropout, seed } = this.recipe;
    return dropout ? tf.dropout(value, dropout, undefined, `${seed}/${step}/${place}`) : value;
  }

  #descend(gradients: NamedTensorMap, rate: number): void {
    const { momentum, weightDecay, filterLimit } = this.recipe;
    for (const [name, weight] of this.#weights()) {
      const decay = weight.rank > 1 ? weightDecay : 0;
      const pull = tf.add(gradients[weight.name]!, tf.mul(weight, decay));
      const old = this.#velocities.get(name);
      const velocity = tf.sub(old ? tf.mul(old, momentum) : 0, tf.mul(pull, rate));
      const moved = tf.add(weight, velocity);
      const limited = filterLimit !== null && weight.rank === 4;
      weight.assign(limited ? limitFilters(moved as Tensor4D, filterLimit) : moved);
      this.#velocities.set(name, tf.keep(velocity));
      old?.dispose();
    }
  }
}

function accuracyOf(logits: Tensor2D, labels: Int32Array): number {
  const found = tf.argMax(logits, 1).dataSync();
  return labels.reduce((right, label, i) => right + Number(found[i] === label), 0) / labels.length;
}
