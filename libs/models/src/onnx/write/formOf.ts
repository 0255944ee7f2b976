import type { Op, OnnxGraph } from '@deconv/core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

type Form = (graph: OnnxGraph, inputs: readonly string[], op: Op) => string;

/** An op in ONNX' operators: as it says itself, else as its kind alone tells. Undefined where it has no such form. */
export function formOf(op: Op): NonNullable<Op['onnx']> | undefined {
  if (op.onnx) return op.onnx.bind(op);
  const form = FORMS[op.kind];
  return form && ((graph, inputs) => form(graph, inputs, op));
}

const as =
  (type: string): Form =>
  (graph, inputs) =>
    graph.add(type, inputs);

const times = (graph: OnnxGraph, x: string, factor: number): string =>
  graph.add('Mul', [x, graph.floats([factor], [])]);

const plusOne = (graph: OnnxGraph, x: string): string =>
  graph.add('Add', [x, graph.floats([1], [])]);

/** `x / 2 · (1 + gate)`. */
const halfGated = (graph: OnnxGraph, x: string, gate: string): string =>
  graph.add('Mul', [times(graph, x, 0.5), plusOne(graph, gate)]);

/** Numbers for each position, [1, height, width, channels], combined with a map. */
const positionwise =
  (type: string, weights: string): Form =>
  (graph, [x], op) => {
    const numbers = graph.weights(op.weights[weights] as Tensor4D);
    return graph.fromChannelsLast(graph.add(type, [graph.channelsLast(x!), numbers]));
  };

const FORMS: Readonly<Record<string, Form>> = {
  Abs: as('Abs'),
  Cos: as('Cos'),
  Erf: as('Erf'),
  Log: as('Log'),
  Reciprocal: as('Reciprocal'),
  Sin: as('Sin'),
  Sqrt: as('Sqrt'),
  Rsqrt: (graph, inputs) => graph.add('Reciprocal', [graph.add('Sqrt', inputs)]),
  Square: (graph, [x]) => graph.add('Mul', [x!, x!]),
  Product: as('Mul'),
  Quotient: as('Div'),
  Scale: positionwise('Mul', 'scale'),
  Shift: positionwise('Add', 'shift'),
  Gelu: (graph, [x]) => halfGated(graph, x!, graph.add('Erf', [times(graph, x!, Math.SQRT1_2)])),
  // Hendrycks & Gimpel (2016): tanh(√(2/π) · (x + 0.044715·x³)) in place of erf.
  GeluNew: (graph, [x]) => {
    const square = graph.add('Mul', [x!, x!]);
    const inner = graph.add('Mul', [x!, plusOne(graph, times(graph, square, 0.044715))]);
    return halfGated(graph, x!, graph.add('Tanh', [times(graph, inner, Math.sqrt(2 / Math.PI))]));
  },
  Mish: (graph, [x]) => graph.add('Mul', [x!, graph.add('Tanh', [graph.add('Softplus', [x!])])]),
};
