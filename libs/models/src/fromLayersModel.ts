import type { Network } from '@deconv/core';
import { extentOf, type InputSize } from '@deconv/pictures';
import type { MapShape } from '@deconv/geometry';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { listOf } from './answer/listOf.js';
import type { Output } from './answer/Output.js';
import { flatImage } from './flatImage.js';
import { GraphReader } from './GraphReader.js';
import type { LayerReport } from './LayerReport.js';
import type { Model } from './Model.js';
import { UnsupportedLayer } from './UnsupportedLayer.js';

/** A model as far as it could be read. */
export interface Reading {
  /** Has no output where the model has several, or its own cannot be read. */
  network: Network;
  /** All outputs of the model; none where it was cut. */
  outputs: Output[];
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
export function readLayers(model: LayersModel, inputSize?: InputSize): Reading {
  if (model.inputs.length !== 1)
    throw new RangeError(`the model has ${model.inputs.length} inputs; expected one image`);
  const reader = new GraphReader();
  try {
    const start = reader.readImage(
      imageShape(model, inputSize),
      model.inputs[0]!.shape.length === 2,
    );
    const outputs = reader.readModel(model, [start], '').map((found, i) => ({
      name: model.outputNames[i]!,
      node: typeof found === 'number' ? found : undefined,
    }));
    const output = outputs.length === 1 ? outputs[0]!.node : undefined;
    return { network: reader.builder.build(output), outputs, layers: reader.reports };
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
export function fromLayersModel(model: LayersModel, inputSize?: InputSize): Network {
  const { network, layers, outputs } = readLayers(model, inputSize);
  try {
    const names = outputs.map(({ name }) => name);
    requireWhole({ network, layers, outputs: names });
    return network;
  } catch (error) {
    network.dispose();
    throw error;
  }
}

/** @throws UnsupportedLayer that names every layer at fault; RangeError where there is not one output */
export function requireWhole({
  network,
  layers,
  outputs,
}: Pick<Model, 'network' | 'layers' | 'outputs'>): void {
  const [first, ...others] = layers.filter((layer) => layer.problem && !layer.blockedBy.length);
  if (first) throw new UnsupportedLayer(first.name, first.kind, reasonOf(first, others));
  if (network.output !== undefined) return;
  throw new RangeError(
    outputs.length > 1
      ? `the model has several outputs: ${listOf(outputs)}; say which one is its answer, as "answer" in preprocess.json or by --answer NAME`
      : `the model's output ${listOf(outputs)} cannot be computed as a map of numbers; export it again`,
  );
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

function imageShape(model: LayersModel, inputSize: InputSize | undefined): MapShape {
  const [, height, width, channels] = model.inputs[0]!.shape;
  if (model.inputs[0]!.shape.length === 2 && height) return flatImage(height, reshapedIn(model));
  if (model.inputs[0]!.shape.length !== 4 || !channels)
    throw new RangeError(
      `the model reads inputs of shape [${model.inputs[0]!.shape.join(', ')}]; expected [batch, height, width, channels]`,
    );
  const open = inputSize === undefined ? undefined : extentOf(inputSize);
  const shape = { height: height ?? open?.height, width: width ?? open?.width, channels };
  if (!shape.height || !shape.width)
    throw new RangeError(
      'the model leaves its input size open; say it as "inputSize" in preprocess.json, or by --input-size',
    );
  const { height: rows, width: columns } = shape as MapShape;
  if (rows * columns * channels > MOST_OF_AN_IMAGE)
    throw new RangeError(
      `the model reads images of ${rows}×${columns}×${channels}; expected at most 2^26 values`,
    );
  return shape as MapShape;
}

/** The map that a layer makes of a vector which is the model's input. */
function reshapedIn({ layers, inputs }: LayersModel): MapShape | undefined {
  const first = layers.find(
    (layer) => layer.getClassName() === 'Reshape' && [layer.input].flat()[0] === inputs[0],
  );
  const [, ...sizes] = first ? [first.output].flat()[0]!.shape : [];
  const [height, width, channels] = sizes;
  return sizes.length === 3 && height && width && channels
    ? { height, width, channels }
    : undefined;
}
