import type { ForwardRecord, Unit } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';

/** One number of a record. @param unit must be there */
export async function activationAt(
  record: ForwardRecord,
  { layer, channel, at }: Unit,
): Promise<number> {
  const piece = tf.slice(record.activation(layer), [0, ...at, channel], [1, 1, 1, 1]);
  const [activation] = await piece.data().finally(() => piece.dispose());
  return activation!;
}
