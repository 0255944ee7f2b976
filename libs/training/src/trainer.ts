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
import { batchTensors, type Batch } from './batch.js';
import { evaluate, shareRight, type Score } from './evaluate.js';
import { limitFilters } from './limitFilters.js';
import { logitsOf } from './logits.js';
import type { Preprocessing } from './preprocessing.js';
import { learningRate, type Recipe } from './recipe.js';

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
      const [, classes] = this.model.outputShape as [null, number];
      const { x, y } = batchTensors(batch, this.preprocessing, classes);
      let logits!: Tensor2D;
      const { value, grads } = tf.variableGrads(() => {
        logits = tf.keep(logitsOf(this.model, x, (value, place) => this.#drop(value, step, place)));
        return tf.losses.softmaxCrossEntropy(y, logits) as Scalar;
      }, [...this.#weights().values()]);
      const answers = tf.argMax(logits, 1).dataSync();
      const score = { loss: value.dataSync()[0]!, accuracy: shareRight(answers, batch.labels) };
      logits.dispose();
      if (Number.isFinite(score.loss)) this.#descend(grads, learningRate(step, this.recipe));
      return score;
    });
  }

  /** Scores pictures as the finished network would see them. */
  evaluate(batch: Batch): Score {
    const { loss, accuracy } = evaluate(this.model, this.preprocessing, batch);
    return { loss, accuracy };
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

  /** Leaves units out, other ones in each step. */
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
