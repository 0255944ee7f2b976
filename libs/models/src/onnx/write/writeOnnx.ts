import { create, toBinary } from '@bufbuild/protobuf';
import type { Network, NetworkNode } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import {
  ModelProtoSchema,
  TensorProto_DataType as Type,
  ValueInfoProtoSchema,
  type ValueInfoProto,
} from '../proto/onnx_pb.js';
import { formOf } from './formOf.js';
import { GraphWriter } from './GraphWriter.js';

/** Version of ONNX' operators that is written; the first one with dilated average pooling. */
const OPSET = 19;
/** Version of the format that goes with it. */
const IR_VERSION = 9n;

/** How maps lie at the doors of a graph. */
export type DoorLayout = 'channels first' | 'channels last';

/**
 * What a graph tells of a node: its map; for each channel its largest value or where that stands first, [batch, channels]
 * (a place is row · width + column, 64 bits); or for each image the sum of magnitudes, [batch].
 */
export type OnnxOutputKind = 'map' | 'maxima' | 'places' | 'magnitude';

/** A value that a graph answers with. */
export interface OnnxOutput {
  name: string;
  /** Index of the node that it is of. */
  node: number;
  /** Default `map`. */
  kind?: OnnxOutputKind;
}

export interface OnnxDoors {
  layout: DoorLayout;
  outputs: readonly OnnxOutput[];
}

/**
 * Writes a network as an ONNX model with the input `input`, [batch, …] of any batch, and the outputs that are asked for.
 * @throws RangeError that names the first layer that has no form in ONNX' operators
 */
export function writeOnnx({ nodes, input }: Network, { layout, outputs }: OnnxDoors): Uint8Array {
  const graph = new GraphWriter(1);
  const last = Math.max(...outputs.map(({ node }) => node));
  const values = [layout === 'channels last' ? graph.fromChannelsLast('input') : 'input'];
  for (const node of nodes.slice(1, last + 1))
    values.push(
      written(
        node,
        formOf(node.op)?.(
          graph.within(node.name),
          node.inputs.map((index) => values[index]!),
        ),
      ),
    );
  const infos = outputs.map((output) =>
    addOutput(graph, values[output.node]!, nodes[output.node]!.op.shape, { ...output, layout }),
  );
  return modelOf(graph, [valueInfo('input', Type.FLOAT, dimsOf(input, layout))], infos);
}

export function written({ name, op }: NetworkNode, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new RangeError(
    `layer "${name}" (${op.kind}) has no form in the operators of ONNX that are written`,
  );
}

export function modelOf(
  graph: GraphWriter,
  input: ValueInfoProto[],
  output: ValueInfoProto[],
): Uint8Array {
  const { nodes: node, initializers: initializer } = graph;
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: IR_VERSION,
      producerName: 'deconv',
      opsetImport: [{ domain: '', version: BigInt(OPSET) }],
      graph: { name: 'network', node, initializer, input, output },
    }),
  );
}

function addOutput(
  writer: GraphWriter,
  value: string,
  shape: MapShape,
  { name, kind = 'map', layout }: OnnxOutput & { layout: DoorLayout },
): ValueInfoProto {
  const graph = writer.within(name);
  if (kind !== 'map') return addReduced(graph, value, { name, kind, channels: shape.channels });
  const isVector = shape.height * shape.width === 1;
  if (isVector) graph.addAs(name, 'Reshape', [value, graph.integers([0, -1])]);
  else
    graph.addAs(name, 'Identity', [layout === 'channels last' ? graph.channelsLast(value) : value]);
  return valueInfo(name, Type.FLOAT, isVector ? ['batch', shape.channels] : dimsOf(shape, layout));
}

/** What is made of a map inside of the graph, so that only that leaves it. */
function addReduced(
  graph: GraphWriter,
  value: string,
  { name, kind, channels }: { name: string; kind: OnnxOutputKind; channels: number },
): ValueInfoProto {
  const flat = { keepdims: { int: 0 } };
  if (kind === 'magnitude') {
    graph.addAs(name, 'ReduceL1', [value, graph.integers([1, 2, 3])], flat);
    return valueInfo(name, Type.FLOAT, ['batch']);
  }
  const rows = graph.add('Reshape', [value, graph.integers([0, channels, -1])]);
  if (kind === 'maxima') graph.addAs(name, 'ReduceMax', [rows, graph.integers([2])], flat);
  else graph.addAs(name, 'ArgMax', [rows], { axis: { int: 2 }, ...flat });
  return valueInfo(name, kind === 'maxima' ? Type.FLOAT : Type.INT64, ['batch', channels]);
}

function dimsOf({ height, width, channels }: MapShape, layout: DoorLayout): (string | number)[] {
  return layout === 'channels first'
    ? ['batch', channels, height, width]
    : ['batch', height, width, channels];
}

export function valueInfo(
  name: string,
  elemType: number,
  dims: readonly (string | number)[],
): ValueInfoProto {
  const dim = dims.map((size) => ({
    value:
      typeof size === 'string'
        ? { case: 'dimParam' as const, value: size }
        : { case: 'dimValue' as const, value: BigInt(size) },
  }));
  const value = { case: 'tensorType' as const, value: { elemType, shape: { dim } } };
  return create(ValueInfoProtoSchema, { name, type: { value } });
}
