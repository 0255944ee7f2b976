import { forward } from '@deconv/core';
import type { Model } from '@deconv/models';
import * as tf from '@tensorflow/tfjs-core';

/** Runs one image through a model that was read, and frees it. */
export function useNetwork({ network, dispose }: Model): void {
  try {
    const { height, width, channels } = network.input;
    const x = tf.fill<tf.Rank.R4>([1, height, width, channels], 0.5);
    try {
      forward(network, x).dispose();
    } finally {
      x.dispose();
    }
  } finally {
    dispose();
  }
}
