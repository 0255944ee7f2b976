import type { ActiveUnit, ForwardRecord } from '@deconv/core';
import { receptiveFields, type AxisField } from '@deconv/geometry';
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
    nearest(row, height, network.input.height, field?.rows),
    nearest(column, width, network.input.width, field?.columns),
  ];
  const column1x1 = tf.slice(record.activation(layer), [0, ...at, 0], [1, 1, 1, -1]);
  const values = await column1x1.data<'float32'>().finally(() => column1x1.dispose());
  const channel = values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
  return { layer, channel, at, activation: values[channel]! };
}

/** Where no single field holds for all units, they are spread over the picture evenly. */
function nearest(pixel: number, count: number, side: number, field: AxisField | undefined): number {
  const { size, stride, offset } = field ?? { size: side / count, stride: side / count, offset: 0 };
  const position = Math.round((pixel - offset - (size - 1) / 2) / stride);
  return Math.max(0, Math.min(count - 1, position));
}
