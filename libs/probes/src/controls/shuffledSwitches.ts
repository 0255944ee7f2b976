import type { ForwardRecord } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/**
 * A record whose switches are shuffled: those of each feature map change their places in it, so that as many point each
 * way as before, but not from where they did. Switches of a pooling over the whole map have no other place and stay.
 * The caller disposes of the copy; the record itself is left as it is.
 */
export function shuffledSwitches(record: ForwardRecord, seed: number): Promise<ForwardRecord> {
  return record.withSwitches((switches, index) => shuffle(switches, seed + index));
}

async function shuffle(switches: Tensor4D, seed: number): Promise<Tensor4D> {
  const [batch, height, width, channels] = switches.shape;
  const places = height * width;
  const keys = tf.randomUniform(switches.shape, 0, 1, 'float32', seed);
  const [before, draws] = [await switches.data(), await keys.data()];
  keys.dispose();
  const after = new Int32Array(before.length);
  for (let image = 0; image < batch; image++)
    for (let channel = 0; channel < channels; channel++) {
      const at = (place: number): number => (image * places + place) * channels + channel;
      const order = Array.from({ length: places }, (_, place) => place);
      order.sort((a, b) => draws[at(a)]! - draws[at(b)]!);
      order.forEach((from, to) => (after[at(to)] = before[at(from)]!));
    }
  return tf.tensor4d(after, switches.shape, 'int32');
}
