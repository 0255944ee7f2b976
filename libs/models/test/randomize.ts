import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';

/** Random weights with a seed for each, so that a failure repeats. */
export function randomize(model: tfl.LayersModel): tfl.LayersModel {
  model.weights.forEach((weight, i) => {
    const positive = weight.originalName.includes('variance');
    weight.write(
      tf.tidy(() => {
        const values = tf.randomNormal(weight.shape as number[], 0, 0.4, 'float32', 100 + i);
        return positive ? tf.add(tf.abs(values), 0.5) : values;
      }),
    );
  });
  return model;
}
