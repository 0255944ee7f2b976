import { identity, input, NetworkBuilder, type Network } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import type { layers, LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { layerOps } from './layerOps.js';

type Layer = layers.Layer;

/** One use of a layer: its inputs, by which output of which other use. */
interface InboundNode {
  inputTensors: SymbolicTensor[];
}

const isModel = (layer: Layer): layer is LayersModel =>
  'layers' in layer && Array.isArray((layer as LayersModel).layers);

/**
 * Reads a tf.LayersModel (Sequential, functional, nested) as a graph of named layers. The network owns copies of the
 * weights, so the model may be disposed. A layer with a fused activation is one layer of two ops: its name means the
 * value after the activation.
 * @param inputSize height and width to use where the model leaves them open
 * @throws UnsupportedLayer for a layer without a way down
 * @throws RangeError for a model without exactly one image input and one output
 */
export function fromLayersModel(model: LayersModel, inputSize?: number): Network {
  if (model.inputs.length !== 1 || model.outputs.length !== 1)
    throw new RangeError(
      `the model has ${model.inputs.length} inputs and ${model.outputs.length} outputs; expected one of each`,
    );
  const reader = new GraphReader();
  try {
    const start = reader.builder.add('input', input(imageShape(model, inputSize)), []);
    return reader.builder.build(reader.readModel(model, [start], ''));
  } catch (error) {
    reader.builder.dispose();
    throw error;
  }
}

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
  return shape as MapShape;
}

class GraphReader {
  readonly builder = new NetworkBuilder();

  /** Reads a (nested) model whose inputs are the given nodes; returns the node of its output. */
  readModel(model: LayersModel, starts: number[], prefix: string): number {
    const known = new Map<SymbolicTensor, number>();
    model.inputs.forEach((tensor, i) => known.set(tensor, starts[i]!));
    return this.#nodeOf(model.outputs[0]!, known, prefix);
  }

  #nodeOf(tensor: SymbolicTensor, known: Map<SymbolicTensor, number>, prefix: string): number {
    const found = known.get(tensor);
    if (found !== undefined) return found;
    const { sourceLayer, nodeIndex } = tensor;
    const { inputTensors } = (sourceLayer as unknown as { inboundNodes: InboundNode[] })
      .inboundNodes[nodeIndex]!;
    const inputs = inputTensors.map((source) => this.#nodeOf(source, known, prefix));
    const node = isModel(sourceLayer)
      ? this.readModel(sourceLayer, inputs, `${prefix}${sourceLayer.name}/`)
      : this.#addLayer(sourceLayer, inputs, prefix, nodeIndex);
    known.set(tensor, node);
    return node;
  }

  /** Adds a layer's ops; only the last one bears the layer's name. */
  #addLayer(layer: Layer, inputs: number[], prefix: string, use: number): number {
    const className = layer.getClassName();
    if (className === 'InputLayer') return inputs[0]!;
    // A layer that is used more than once is a node for each use.
    const name = `${prefix}${layer.name}${use > 0 ? `#${use + 1}` : ''}`;
    const weights = layer.getWeights().map((weight) => weight.clone());
    const steps = layerOps({ className, name, config: layer.getConfig(), weights });
    const all = steps.length ? steps : [([x]: MapShape[]) => identity(className, x!)];
    return all.reduce<number[]>((below, step, i) => {
      const op = step(below.map((index) => this.builder.shape(index)));
      const last = i === all.length - 1;
      const stepName = last ? name : `${name}/step${i + 1}`;
      return [this.builder.add(stepName, op, below, last ? className : undefined)];
    }, inputs)[0]!;
  }
}
