import type { Network, Op, PartGraph } from '@deconv/core';
import { TensorProto_DataType as Type, type ValueInfoProto } from '../proto/onnx_pb.js';
import { formOf } from './formOf.js';
import { GraphWriter } from './GraphWriter.js';
import { modelOf, valueInfo, written } from './writeOnnx.js';

/** Whether an op has a form for parts of maps that bring their padding along. */
export const hasPartForm = (op: Op): boolean =>
  op.forwardBoxes ? op.onnxBoxes !== undefined : formOf(op) !== undefined;

/** What node `node` reads as its input `k`, as the graph calls it. */
export const inputName = (node: number, k: number): string => `input ${node} ${k}`;

export const outputName = (node: number): string => `output ${node}`;

export const sumName = (node: number): string => `sum ${node}`;

/**
 * Writes nodes as an ONNX model for boxes of their maps, of any extent, channels last: `Op.forwardBoxes` of each.
 * @throws RangeError that names the first layer that has no such form
 */
export function writeOnnxParts({ nodes }: Network, graph: PartGraph): Uint8Array {
  const writer = new GraphWriter(3);
  const values = new Map<number, string>();
  const inside = new Set(graph.nodes);
  for (const index of graph.nodes) {
    const { op, name, inputs } = nodes[index]!;
    const read = inputs.map((from, k) =>
      inside.has(from) ? values.get(from)! : inputName(index, k),
    );
    const within = writer.within(name);
    const value = op.forwardBoxes ? op.onnxBoxes?.(within, read) : formOf(op)?.(within, read);
    values.set(index, written(nodes[index]!, value));
  }
  for (const index of graph.outputs)
    writer.addAs(outputName(index), 'Identity', [values.get(index)!]);
  for (const index of graph.sums)
    writer.addAs(sumName(index), 'ReduceSum', [values.get(index)!, writer.integers([1, 2])], {
      keepdims: { int: 0 },
    });
  const partOf = (name: string, index: number): ValueInfoProto =>
    valueInfo(name, Type.FLOAT, [
      'batch',
      `${name} h`,
      `${name} w`,
      nodes[index]!.op.shape.channels,
    ]);
  return modelOf(
    writer,
    graph.inputs.map(({ node, k, from }) => partOf(inputName(node, k), from)),
    [
      ...graph.outputs.map((index) => partOf(outputName(index), index)),
      ...graph.sums.map((index) =>
        valueInfo(sumName(index), Type.FLOAT, ['batch', nodes[index]!.op.shape.channels]),
      ),
    ],
  );
}
