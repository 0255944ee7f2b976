import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { batchTensors, partOf, type Batch } from './batch.js';
import { breathe } from './breathe.js';
import type { Preprocessing } from './preprocessing.js';
import { readAndDispose } from './readAndDispose.js';

export interface Score {
  /** Mean cross-entropy in nats. */
  loss: number;
  /** Share of pictures whose strongest class is the right one. */
  accuracy: number;
}

export interface Evaluation extends Score {
  /** The strongest class of each picture. */
  answers: Int32Array;
}

/** Pictures that pass through the network at once. */
const AT_ONCE = 64;

/** The least probability whose logarithm is taken. */
const TINY = 1e-30;

/** Scores pictures as a user of the network would see them. */
export async function evaluate(
  model: LayersModel,
  preprocessing: Preprocessing,
  batch: Batch,
): Promise<Evaluation> {
  const [, classes] = model.outputShape as [null, number];
  const count = batch.labels.length;
  const answers = new Int32Array(count);
  let loss = 0;
  for (let from = 0; from < count; from += AT_ONCE) {
    const part = partOf(batch, from, Math.min(count, from + AT_ONCE));
    const [values, strongest] = await readAndDispose(
      tf.tidy(() => {
        const { x } = batchTensors(part, preprocessing, classes);
        const probabilities = model.predict(x) as Tensor2D;
        return [probabilities, tf.argMax(probabilities, 1)];
      }),
    );
    part.labels.forEach((label, i) => {
      loss -= Math.log(Math.max(TINY, values![i * classes + label]!));
    });
    answers.set(strongest!, from);
    await breathe();
  }
  return { loss: loss / count, accuracy: shareRight(answers, batch.labels), answers };
}

/** Share of answers that are the label. */
export function shareRight(answers: ArrayLike<number>, labels: Int32Array): number {
  return (
    labels.reduce((right, label, i) => right + Number(answers[i] === label), 0) / labels.length
  );
}
