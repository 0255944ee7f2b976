import { input, type Network } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { GraphReader } from './GraphReader.js';
import type { LayerReport } from './LayerReport.js';
import { UnsupportedLayer } from './UnsupportedLayer.js';

/** A model as far as it could be read. */
export interface Reading {
  /** Has no output where the model has several, or its own cannot be read. */
  network: Network;
  /** Every layer, in the order in which images pass them, whether the network has it or not. */
  layers: LayerReport[];
}

/**
 * Reads a tf.LayersModel (Sequential, functional, nested) as a graph of named layers, around layers that have no way
 * down. The network owns copies of the weights, so the model may be disposed. A layer with a fused activation is one
 * layer of two ops: its name means the value after the activation.
 * @param inputSize height and width to use where the model leaves them open
 * @throws RangeError for a model without exactly one image input
 */
export function readLayers(model: LayersModel, inputSize?: number): Reading {
  if (model.inputs.length !== 1)
    throw new RangeError(`the model has ${model.inputs.length} inputs; expected one image`);
  const reader = new GraphReader();
  try {
    const start = reader.builder.add('input', input(imageShape(model, inputSize)), []);
    const outputs = reader.readModel(model, [start], '');
    const output = outputs.length === 1 && typeof outputs[0] === 'number' ? outputs[0] : undefined;
    return { network: reader.builder.build(output), layers: reader.reports };
  } catch (error) {
    reader.builder.dispose();
    throw error;
  }
}

/**
 * The same for a model that can be read as a whole.
 * @throws UnsupportedLayer for a layer without a way down
 * @throws RangeError for a model without exactly one image input and one output
 */
export function fromLayersModel(model: LayersModel, inputSize?: number): Network {
  const { network, layers } = readLayers(model, inputSize);
  try {
    requireWhole(network, layers);
    return network;
  } catch (error) {
    network.dispose();
    throw error;
  }
}

/** @throws UnsupportedLayer that names every layer at fault; RangeError where there is not one output */
export function requireWhole(network: Network, layers: LayerReport[]): void {
  const [first, ...others] = layers.filter((layer) => layer.problem && !layer.blockedBy.length);
  if (first) throw new UnsupportedLayer(first.name, first.kind, reasonOf(first, others));
  if (network.output === undefined)
    throw new RangeError('the model has several outputs; expected one');
}

/** Layers that a message names. */
const MOST_NAMED = 8;

function reasonOf({ problem }: LayerReport, others: LayerReport[]): string {
  if (others.length === 0) return problem!;
  const named = others.slice(0, MOST_NAMED).map(({ name, kind }) => `"${name}" (${kind})`);
  const rest = `${named.join(', ')}${others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : ''}`;
  return `${problem}; nor can ${rest}`;
}

const MOST_OF_AN_IMAGE = 2 ** 26;

function imageShape(model: LayersModel, inputSize: number | undefined): MapShape {
  const [, height, width, channels] = model.inputs[0]!.shape;
  if (model.inputs[0]!.shape.length !== 4 || !channels)
    throw new RangeError(
      `the model reads inputs of shape [${model.inputs[0]!.shape.join(', ')}]; expected [batch, height, width, channels]`,
    );
  const shape = { height: height ?? inputSize, width: width ?? inputSize, channels };
  if (!shape.height || !shape.width)
    throw new RangeError(
      'the model leaves its input size open; say it as "inputSize" in preprocess.json',
    );
  const { height: rows, width: columns } = shape as MapShape;
  if (rows * columns * channels > MOST_OF_AN_IMAGE)
    throw new RangeError(
      `the model reads images of ${rows}×${columns}×${channels}; expected at most 2^26 values`,
    );
  return shape as MapShape;
}
