import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { batchTensors, partOf, type Batch } from './batch.js';
import { logitsOf } from './logits.js';
import type { Preprocessing } from './preprocessing.js';

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

/** Scores pictures as a user of the network would see them: nothing left out. */
export function evaluate(
  model: LayersModel,
  preprocessing: Preprocessing,
  batch: Batch,
): Evaluation {
  const [, classes] = model.outputShape as [null, number];
  const count = batch.labels.length;
  const answers = new Int32Array(count);
  let loss = 0;
  for (let from = 0; from < count; from += AT_ONCE) {
    const part = partOf(batch, from, Math.min(count, from + AT_ONCE));
    tf.tidy(() => {
      const { x, y } = batchTensors(part, preprocessing, classes);
      const logits = logitsOf(model, x);
      loss += tf.losses.softmaxCrossEntropy(y, logits).dataSync()[0]! * part.labels.length;
      answers.set(tf.argMax(logits, 1).dataSync(), from);
    });
  }
  return { loss: loss / count, accuracy: shareRight(answers, batch.labels), answers };
}

/** Share of answers that are the label. */
export function shareRight(answers: ArrayLike<number>, labels: Int32Array): number {
  return (
    labels.reduce((right, label, i) => right + Number(answers[i] === label), 0) / labels.length
  );
}
