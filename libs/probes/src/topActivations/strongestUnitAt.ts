import type { ActiveUnit, ForwardRecord } from '@deconv/core';
import { nearestPosition, receptiveFields } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';

/** The strongest unit of the position whose receptive field is centred nearest to a pixel. Ties: the lowest channel. */
export async function strongestUnitAt(
  record: ForwardRecord,
  layer: string,
  [row, column]: readonly [row: number, column: number],
): Promise<ActiveUnit> {
  const { network } = record;
  const index = network.indexOf(layer);
  const field = receptiveFields(network.nodes)[index];
  const { height, width } = network.nodes[index]!.op.shape;
  const at: [number, number] = [
    nearestPosition(row, { count: height, side: network.input.height, field: field?.rows }),
    nearestPosition(column, { count: width, side: network.input.width, field: field?.columns }),
  ];
  const column1x1 = tf.slice(record.activation(layer), [0, ...at, 0], [1, 1, 1, -1]);
  const values = await column1x1.data<'float32'>().finally(() => column1x1.dispose());
  const channel = values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
  return { layer, channel, at, activation: values[channel]! };
}
