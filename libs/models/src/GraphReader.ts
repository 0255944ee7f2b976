import { identity, input, NetworkBuilder, reshapeOp, type Op } from '@deconv/core';
import { formatShape, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { layers, LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { requireBearable } from './bearable.js';
import { layerOps } from './layerOps.js';
import { problemBelow, type LayerReport } from './LayerReport.js';
import { kerasClass } from './standIns/index.js';
import { UnsupportedLayer } from './UnsupportedLayer.js';

type Layer = layers.Layer;

/** One use of a layer: its inputs, by which output of which other use. */
interface InboundNode {
  inputTensors: SymbolicTensor[];
}

/** A node of the network, or the names of the layers for whose sake there is none. */
type Found = number | string[];

const isModel = (layer: Layer): layer is LayersModel =>
  'layers' in layer && Array.isArray((layer as LayersModel).layers);

/** Reads layers into a network, and around those that cannot be read. */
export class GraphReader {
  readonly builder = new NetworkBuilder();
  /** Every layer met, in the order in which images pass them. */
  readonly reports: LayerReport[] = [];
  /** How often a name was given: a layer, or nested model, that is used more than once is a node for each use. */
  readonly #uses = new Map<string, number>();

  /** The image, and the vector of its values that a model reads. */
  #flat: { image: number; vector: number } | undefined;

  /** Begins with an image. @param flat the model reads its values in a row @returns what the model reads */
  readImage(shape: MapShape, flat: boolean): number {
    const image = this.builder.add('input', input(shape), []);
    if (!flat) return image;
    const row = { height: 1, width: 1, channels: shape.height * shape.width * shape.channels };
    const vector = this.builder.add('input/flat', reshapeOp('Flatten', shape, row), [image]);
    this.#flat = { image, vector };
    return vector;
  }

  /** Reads a (nested) model whose inputs are given; returns its outputs. */
  readModel(model: LayersModel, inputs: Found[], prefix: string): Found[] {
    const known = new Map<SymbolicTensor, Found>();
    model.inputs.forEach((tensor, i) => known.set(tensor, inputs[i]!));
    return model.outputs.map((tensor) => this.#find(tensor, known, prefix));
  }

  #find(tensor: SymbolicTensor, known: Map<SymbolicTensor, Found>, prefix: string): Found {
    const found = known.get(tensor);
    if (found !== undefined) return found;
    const { sourceLayer, nodeIndex } = tensor;
    const { inputTensors } = (sourceLayer as unknown as { inboundNodes: InboundNode[] })
      .inboundNodes[nodeIndex]!;
    const inputs = inputTensors.map((source) => this.#find(source, known, prefix));
    const node = this.#readUse(sourceLayer, inputs, prefix, tensor);
    known.set(tensor, node);
    return node;
  }

  #readUse(layer: Layer, inputs: Found[], prefix: string, output: SymbolicTensor): Found {
    if (layer.getClassName() === 'InputLayer') return inputs[0]!;
    const plain = `${prefix}${layer.name}`;
    const use = (this.#uses.get(plain) ?? 0) + 1;
    this.#uses.set(plain, use);
    const name = use > 1 ? `${plain}#${use}` : plain;
    if (isModel(layer)) {
      const outputs = this.readModel(layer, inputs, `${name}/`);
      return outputs[(output as { outputTensorIndex?: number }).outputTensorIndex ?? 0]!;
    }
    return this.#readLayer(layer, inputs, name, output);
  }

  /** Adds a layer's ops; only the last one bears the layer's name. */
  #readLayer(layer: Layer, inputs: Found[], name: string, output: SymbolicTensor): Found {
    const kind = kerasClass(layer.getClassName());
    const report = { name, kind, shape: mapShape(output.shape), parameters: layer.countParams() };
    const blockedBy = [...new Set(inputs.filter((input) => typeof input !== 'number').flat())];
    if (blockedBy.length > 0) {
      this.reports.push({ ...report, problem: problemBelow(blockedBy), blockedBy });
      return blockedBy;
    }
    try {
      const ops = this.#opsOf(layer, kind, inputs as number[], name, output);
      const { shape } = ops.at(-1)!;
      this.reports.push({ ...report, shape: sizes(shape), blockedBy });
      const image = this.#imageAgain(inputs as number[], ops);
      if (image !== undefined) return this.#add([identity(kind, shape)], [image], name, kind);
      return this.#add(ops, inputs as number[], name, kind);
    } catch (error) {
      if (!(error instanceof UnsupportedLayer)) throw error;
      this.reports.push({ ...report, problem: error.reason, blockedBy });
      return [name];
    }
  }

  /** The image, where these ops make of the vector of its values what it was: nothing has moved. */
  #imageAgain([first]: number[], [op, ...others]: Op[]): number | undefined {
    const flat = this.#flat;
    if (!flat || first !== flat.vector || !op?.passes || others.length) return undefined;
    return formatShape(op.shape) === formatShape(this.builder.shape(flat.image))
      ? flat.image
      : undefined;
  }

  #opsOf(layer: Layer, className: string, inputs: number[], name: string, output: SymbolicTensor) {
    const weights = layer.getWeights().map((weight) => weight.clone());
    const ops: Op[] = [];
    try {
      let shapes = inputs.map((index) => this.builder.shape(index));
      const steps = layerOps({ className, name, config: layer.getConfig(), weights });
      if (steps.length === 0) steps.push(([x]) => identity(className, x!));
      for (const step of steps) {
        ops.push(step(shapes));
        requireBearable(ops.at(-1)!, shapes);
        shapes = [ops.at(-1)!.shape];
      }
      requireShape(shapes[0]!, output.shape);
      return ops;
    } catch (error) {
      tf.dispose(weights);
      ops.forEach((op) => op.dispose());
      if (error instanceof UnsupportedLayer || !(error instanceof RangeError)) throw error;
      throw new UnsupportedLayer(name, className, error.message);
    }
  }

  #add(ops: Op[], inputs: number[], name: string, kind: string): number {
    return ops.reduce<number[]>((below, op, i) => {
      const last = i === ops.length - 1;
      const stepName = last ? name : `${name}/step${i + 1}`;
      return [this.builder.add(stepName, op, below, last ? kind : undefined)];
    }, inputs)[0]!;
  }
}

const sizes = ({ height, width, channels }: MapShape): number[] => [height, width, channels];

/** A vector is a map of one position. */
function mapShape([, ...shape]: (number | null)[]): (number | null)[] {
  return shape.length === 1 ? [1, 1, ...shape] : shape;
}

/** An option that was overlooked mostly shows in the shape: better no layer than a wrong one. */
function requireShape(made: MapShape, expected: (number | null)[]): void {
  const shape = mapShape(expected);
  const same =
    shape.length === 3 && shape.every((size, i) => size === null || size === sizes(made)[i]);
  if (!same)
    throw new RangeError(
      `its output is ${shape.map((size) => size ?? '?').join('×')} in TensorFlow.js and ${formatShape(made)} here; one of its options is not read`,
    );
}
