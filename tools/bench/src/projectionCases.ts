import { projectToTensor, strongestUnits, type ForwardRecord, type Network } from '@deconv/core';
import { receptiveBoxes, type Box } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Case } from './compare.js';
import { read } from './read.js';

/** How many layers are measured, spread evenly over those with filters. */
const LAYERS = 5;

/** Projection of a layer's strongest unit within its receptive field, against the same through whole maps. */
export async function projectionCases(record: ForwardRecord): Promise<Case[]> {
  return Promise.all(chosenLayers(record.network).map((layer) => projectionCase(record, layer)));
}

async function projectionCase(record: ForwardRecord, layer: string): Promise<Case> {
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
      { name: 'whole maps', run: () => run(true) },
    ],
  };
}

function within({ pixels, boxes }: ReturnType<typeof projectToTensor>, field: Box): tf.Tensor {
  const [top, left] = [field.top - boxes[0]!.top, field.left - boxes[0]!.left];
  const size = [1, field.height, field.width, pixels.shape[3]];
  return tf.slice(pixels, [0, top, left, 0], size);
}

function chosenLayers({ nodes }: Network): string[] {
  const filtering = nodes.filter(({ layer, op }) => layer === 'Conv2D' && op.shape.height > 1);
  const step = Math.max(1, (filtering.length - 1) / (LAYERS - 1));
  const indices = Array.from({ length: Math.min(LAYERS, filtering.length) }, (_, i) =>
    Math.round(i * step),
  );
  return indices.map((i) => filtering[i]!.name);
}
