import { forward, Network, project, strongestUnits, type NetworkNode } from '@deconv/core';
import { reach } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Case } from './compare.js';

/** Units of the layer, the strongest first; the plain way takes most of a second for each. */
const UNITS = 8;

/**
 * Projections of the strongest units of a layer of one image: in a batch, each in its receptive field, against one after
 * the other, through whole maps and with tfjs' own transposed convolution.
 */
export async function allUnitsCase(
  layer: string,
  network: Network,
  image: Tensor4D,
  atLeast: number,
): Promise<Case> {
  const record = forward(network, image);
  const plain = forward(withNativeTransposes(network), image);
  const units = (await strongestUnits(record, layer)).slice(0, UNITS);
  const joined = (all: { pixels: Float32Array }[]): Float32Array =>
    Float32Array.from(all.flatMap(({ pixels }) => [...pixels]));
  return {
    name: `projections of ${UNITS} units of ${layer}`,
    ways: [
      {
        name: 'a batch of receptive fields',
        run: async () => joined(await project(record, units)),
      },
      {
        name: 'one by one, whole maps, tf.conv2dTranspose',
        atLeast,
        run: async () => {
          const all: { pixels: Float32Array }[] = [];
          for (const unit of units)
            all.push(...(await project(plain, [unit], { wholeMaps: true })));
          return joined(all);
        },
      },
    ],
  };
}

/** The same network, whose convolutions go down by tfjs' kernel for that. */
function withNativeTransposes({ nodes, output }: Network): Network {
  return new Network(nodes.map(native), output);
}

function native(node: NetworkNode): NetworkNode {
  const filter = node.op.weights['filter'] as Tensor4D | undefined;
  if (node.op.kind !== 'Conv2D' || !filter) return node;
  const { rows, columns } = node.window;
  const down = (signal: Tensor4D): Tensor4D[] => {
    const [batch, h, w] = signal.shape;
    const height = (h - 1) * rows.stride + reach(rows);
    const width = (w - 1) * columns.stride + reach(columns);
    const shape: Tensor4D['shape'] = [batch, height, width, filter.shape[2]];
    return [tf.conv2dTranspose(signal, filter, shape, [rows.stride, columns.stride], 'valid')];
  };
  return { ...node, op: { ...node.op, down } };
}
