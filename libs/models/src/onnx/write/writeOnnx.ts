import { create, toBinary } from '@bufbuild/protobuf';
import type { Network, NetworkNode } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import {
  ModelProtoSchema,
  TensorProto_DataType as Type,
  ValueInfoProtoSchema,
  type ValueInfoProto,
} from '../proto/onnx_pb.js';
import { GraphWriter } from './GraphWriter.js';

/** Version of ONNX' operators that is written; the first one with dilated average pooling. */
const OPSET = 19;
/** Version of the format that goes with it. */
const IR_VERSION = 9n;

/** How maps lie at the doors of a graph. */
export type DoorLayout = 'channels first' | 'channels last';

/** A value that a graph answers with. */
export interface OnnxOutput {
  name: string;
  /** Index of the node whose map it is. */
  node: number;
  /** The map as it is, or where each channel is strongest: see `addStrongest`. Default: the map. */
  reduced?: 'strongest';
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
        node.op.onnx?.(
          graph.within(node.name),
          node.inputs.map((index) => values[index]!),
        ),
      ),
    );
  const infos = outputs.flatMap((output) =>
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
  { name, reduced, layout }: OnnxOutput & { layout: DoorLayout },
): ValueInfoProto[] {
  const graph = writer.within(name);
  if (reduced) return addStrongest(graph, value, shape, name);
  const isVector = shape.height * shape.width === 1;
  if (isVector) graph.addAs(name, 'Reshape', [value, graph.integers([0, -1])]);
  else
    graph.addAs(name, 'Identity', [layout === 'channels last' ? graph.channelsLast(value) : value]);
  return [
    valueInfo(name, Type.FLOAT, isVector ? ['batch', shape.channels] : dimsOf(shape, layout)),
  ];
}

/**
 * The largest value of each channel, [batch, channels], as `name`, and where it stands in raster order, the first of equal
 * ones, as `name/place`.
 */
function addStrongest(
  graph: GraphWriter,
  value: string,
  { channels }: MapShape,
  name: string,
): ValueInfoProto[] {
  const flat = graph.add('Reshape', [value, graph.integers([0, 0, -1])]);
  graph.addAs(name, 'ReduceMax', [flat, graph.integers([2])], { keepdims: { int: 0 } });
  const first = { axis: { int: 2 }, keepdims: { int: 0 }, select_last_index: { int: 0 } };
  graph.addAs(`${name}/place`, 'ArgMax', [flat], first);
  const dims = ['batch', channels];
  return [valueInfo(name, Type.FLOAT, dims), valueInfo(`${name}/place`, Type.INT64, dims)];
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
