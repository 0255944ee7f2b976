import type { Network, NetworkNode } from '@deconv/core';
import { flag, GraphWriter, int, ints, text, texts, type Json } from './GraphWriter.js';

/** A network's graph of operations. */
export interface Written {
  graph: GraphWriter;
  output: string;
  /** What a layer of the network is called in the graph. */
  nameOf: (layer: string) => string;
}

type Write = (graph: GraphWriter, node: NetworkNode, below: string) => string;

const windowed = ({ window: { rows, columns } }: NetworkNode): Record<string, Json> => ({
  strides: ints(1, rows.stride, columns.stride, 1),
  dilations: ints(1, rows.dilation, columns.dilation, 1),
  padding: text('EXPLICIT'),
  explicit_paddings: ints(0, 0, rows.before, rows.after, columns.before, columns.after, 0, 0),
});

function weight(graph: GraphWriter, { op }: NetworkNode, name: string): string {
  const tensor = op.weights[name]!;
  return graph.weights(tensor.shape, Array.from(tensor.dataSync()));
}

const WRITERS: Record<string, Write> = {
  Conv2D: (graph, node, below) =>
    graph.add('_FusedConv2D', [below, weight(graph, node, 'filter'), weight(graph, node, 'bias')], {
      ...windowed(node),
      fused_ops: texts('BiasAdd'),
      num_args: int(1),
    }),
  ReLU: (graph, _, below) => graph.add('Relu', [below]),
  Softmax: (graph, _, below) => graph.add('Softmax', [below]),
  Dropout: (graph, _, below) => graph.add('Identity', [below]),
  MaxPooling2D: (graph, node, below) => {
    const { rows, columns } = node.window;
    const margins = [rows.before, rows.after, columns.before, columns.after];
    // tfjs pools by these two only; that the map stays as large, its answer tells.
    return graph.add('MaxPool', [below], {
      ...windowed(node),
      padding: text(margins.some((margin) => margin > 0) ? 'SAME' : 'VALID'),
      ksize: ints(1, rows.size, columns.size, 1),
    });
  },
  GlobalAveragePooling2D: (graph, _, below) =>
    graph.add('Mean', [below, graph.whole([1, 2])], { keep_dims: flag(false) }),
  Flatten: (graph, node, below) =>
    graph.add('Reshape', [below, graph.whole([-1, node.op.shape.channels])]),
  Dense: (graph, node, below) => {
    const kernel = weight(graph, node, 'kernel');
    const product = graph.add('MatMul', [below, kernel], {
      transpose_a: flag(false),
      transpose_b: flag(false),
    });
    return graph.add('BiasAdd', [product, weight(graph, node, 'bias')]);
  },
  BatchNormalization: (graph, node, below) => {
    const scaled = graph.add('Mul', [below, weight(graph, node, 'scale')]);
    return graph.add('AddV2', [scaled, weight(graph, node, 'shift')]);
  },
};

/** Writes a network without branches as operations of TensorFlow. */
export function zfnetGraph({ nodes, input }: Network): Written {
  const graph = new GraphWriter([-1, input.height, input.width, input.channels]);
  const names = new Map<string, string>();
  let output = 'x';
  for (const node of nodes.slice(1)) {
    const write = WRITERS[node.op.kind];
    if (!write) throw new Error(`no operation is known for ${node.op.kind}`);
    output = write(graph, node, output);
    names.set(node.name, output);
  }
  return { graph, output, nameOf: (layer) => names.get(layer)! };
}
