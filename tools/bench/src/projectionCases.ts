import { projectToTensor, strongestUnits, type ForwardRecord } from '@deconv/core';
import { receptiveBoxes, type Box } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Case } from './compare.js';
import { read } from './read.js';

/**
 * Projection of a layer's strongest unit within its receptive field, against the same through whole maps.
 * @param targets names of layers, and how many times as long whole maps are meant to take
 */
export async function projectionCases(
  record: ForwardRecord,
  targets: Readonly<Record<string, number>>,
): Promise<Case[]> {
  return Promise.all(
    Object.entries(targets).map(([layer, atLeast]) => projectionCase(record, layer, atLeast)),
  );
}

/** @param atLeast how many times as long whole maps are meant to take, if there is an aim */
export async function projectionCase(
  record: ForwardRecord,
  layer: string,
  atLeast?: number,
): Promise<Case> {
  const { network } = record;
  const [unit] = await strongestUnits(record, layer);
  const field = receptiveBoxes(network.nodes, network.indexOf(layer), unit!.at)[0]!;
  const run = (wholeMaps: boolean): Float32Array =>
    read(() => within(projectToTensor(record, [unit!], { wholeMaps }), field));
  const { height, width } = network.input;
  return {
    name: `projection from ${layer}, a field of ${field.height}×${field.width} in ${height}×${width}`,
    ways: [
      { name: 'receptive field', run: () => run(false) },
      { name: 'whole maps', ...(atLeast !== undefined && { atLeast }), run: () => run(true) },
    ],
  };
}

function within({ pixels, boxes }: ReturnType<typeof projectToTensor>, field: Box): tf.Tensor {
  const [top, left] = [field.top - boxes[0]!.top, field.left - boxes[0]!.left];
  const size = [1, field.height, field.width, pixels.shape[3]];
  return tf.slice(pixels, [0, top, left, 0], size);
}
