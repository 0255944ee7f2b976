import { forward, type ForwardRecord } from '@deconv/core';
import { toInput, type Model } from '@deconv/models';
import type { Pixels } from '@deconv/pictures';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/**
 * One forward pass over a decoded image. The caller disposes the record.
 * @throws Error that names the first layer which answers with anything but finite numbers
 */
export function forwardPhoto(
  { network, preprocess }: Pick<Model, 'network' | 'preprocess'>,
  pixels: Pixels,
): ForwardRecord {
  const input = toInput(pixels, preprocess);
  try {
    const record = forward(network, input);
    requireFinite(record);
    return record;
  } finally {
    input.dispose();
  }
}

function requireFinite(record: ForwardRecord): void {
  const bad = record.network.layers.find(({ name }) => !isFinite(record.activation(name)));
  if (!bad) return;
  record.dispose();
  throw new Error(
    `layer "${bad.name}" (${bad.layer}) answers with values that are not numbers (NaN or infinite); check its weights, and scale and meanSubtract in preprocess.json`,
  );
}

/** Looks at the sum first, which the backend makes many times faster than JavaScript reads all values. */
function isFinite(map: Tensor4D): boolean {
  const sum = tf.sum(map);
  const [total] = sum.dataSync();
  sum.dispose();
  // Finite values may add up to more than a float32 holds.
  return Number.isFinite(total) || map.dataSync().every(Number.isFinite);
}
