import type { InputSize } from '@deconv/pictures';
import { brief } from '@deconv/untrusted';
import * as v from 'valibot';
import {
  MOST_OPERATIONS,
  MOST_OUTPUTS,
  type Attribute,
  type Operation,
  type OperationGraph,
} from '../operations/graph.js';
import type { Constant } from '../operations/Constant.js';
import { oneImage, reshapedDims } from '../operations/oneImage.js';
import { parsed } from '../parsed.js';
import { attributeOf, dimsOf } from './attributes.js';

const NODE = v.object({
  name: v.string(),
  op: v.string(),
  input: v.optional(v.array(v.string()), []),
  attr: v.optional(v.record(v.string(), v.unknown()), {}),
});
type Node = v.InferOutput<typeof NODE>;

const ENDS = v.optional(
  v.record(v.string(), v.object({ name: v.string(), tensorShape: v.optional(v.unknown()) })),
  {},
);
const SIGNATURE = v.object({ inputs: ENDS, outputs: ENDS });
type Signature = v.InferOutput<typeof SIGNATURE>;

/**
 * The graph of operations that `modelTopology` holds.
 * @param signature what the model says of its inputs and outputs; older ones say nothing
 * @param inputSize height and width to use where the model leaves them open
 * @throws Error for a topology that is none, or one without exactly one image input
 */
export function readGraph(
  topology: unknown,
  signature: unknown,
  weights: Map<string, Constant>,
  inputSize: InputSize | undefined,
): OperationGraph {
  const { node: nodes } = parsed(v.object({ node: v.array(NODE) }), topology, 'modelTopology');
  if (nodes.length > MOST_OPERATIONS)
    throw new Error(
      `model.json holds ${nodes.length} operations; expected at most ${MOST_OPERATIONS}: it is no network`,
    );
  const ends = parsed(v.optional(SIGNATURE, {}), signature ?? undefined, 'signature');
  const constants = new Map<string, Constant>();
  for (const { name } of nodes.filter(({ op }) => op === 'Const')) {
    const found = weights.get(name);
    if (!found)
      throw new Error(`no weights file holds constant "${brief(name)}"; convert the model again`);
    constants.set(name, found);
  }
  const outputs = outputsOf(nodes, ends);
  const used = usesOf([...nodes.flatMap(({ input }) => input), ...outputs]);
  const operations = withoutTurns(nodes.filter(({ op }) => !GIVEN.has(op)));
  const read = operations.map((node) => operationOf(node, used.get(node.name) ?? 1));
  const images = imagesOf(nodes, ends).map((each) => ({
    ...each,
    reshaped: reshapedDims(each.name, read, constants),
  }));
  const image = oneImage(images, 'NHWC', inputSize);
  return { layout: 'NHWC', image, constants, operations: read, outputs };
}

/** Nodes that compute nothing. */
const GIVEN = new Set(['Const', 'Placeholder', 'NoOp']);

/**
 * Nodes without what a loop brings to its next turn: what reads it, and is refused by name, reads it again in a circle that is no
 * fault of the file.
 */
function withoutTurns(nodes: Node[]): Node[] {
  const turns = new Set(nodes.flatMap(({ op, name }) => (op === 'NextIteration' ? name : [])));
  return nodes.map((node) =>
    node.op === 'Merge'
      ? { ...node, input: node.input.filter((each) => !turns.has(nodeOf(each))) }
      : node,
  );
}

function imagesOf(nodes: Node[], { inputs }: Signature) {
  const said = new Map(Object.values(inputs).map((end) => [valueOf(end.name), end.tensorShape]));
  const places = nodes.filter(
    ({ op, name }) => op === 'Placeholder' && (!said.size || said.has(name)),
  );
  return places.map(({ name, attr }) => {
    const declared = attributeOf(attr['shape'], `shape of "${brief(name)}"`);
    const signed = dimsOf(said.get(name));
    const dims = Array.isArray(declared) && declared.length ? declared : signed;
    // The signature may know what the placeholder leaves open.
    const known = dims.map((dim, axis) => (dim > 0 ? dim : (signed[axis] ?? 0)));
    return { name, dims: known.map((dim) => (dim > 0 ? dim : undefined)) };
  });
}

/** Those that the model names, or else the values that nothing reads. */
function outputsOf(nodes: Node[], { outputs }: Signature): string[] {
  const named = Object.values(outputs).map(({ name }) => valueOf(name));
  if (named.length) return [...new Set(named)];
  const read = new Set(nodes.flatMap(({ input }) => input.map(nodeOf)));
  return nodes.filter(({ op, name }) => !GIVEN.has(op) && !read.has(name)).map(({ name }) => name);
}

/** How many outputs of each node are read. */
function usesOf(references: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const reference of references) {
    const node = nodeOf(reference);
    const index = Number(/:(\d+)$/.exec(reference)?.[1] ?? 0);
    if (index >= MOST_OUTPUTS)
      throw new Error(`"${brief(reference)}" is read, but no operation has so many outputs`);
    counts.set(node, Math.max(counts.get(node) ?? 1, index + 1));
  }
  return counts;
}

/** The first output of a node bears its name alone. */
const valueOf = (reference: string): string => reference.replace(/:0$/, '');
const nodeOf = (reference: string): string => reference.replace(/^\^/, '').replace(/:\d+$/, '');

function operationOf({ name, op, input, attr }: Node, outputs: number): Operation {
  const attributes = new Map<string, Attribute>();
  for (const [key, json] of Object.entries(attr)) {
    const value = attributeOf(json, `attribute ${brief(key)} of operation "${brief(name)}"`);
    if (value !== undefined) attributes.set(key, value);
  }
  // A caret marks what must have run before, and passes no value.
  const values = input.filter((each) => !each.startsWith('^')).map(valueOf);
  return {
    name,
    kind: op,
    // Split alone names its axis before what it splits.
    inputs: op === 'Split' ? [...values.slice(1), ...values.slice(0, 1)] : values,
    outputs: Array.from({ length: outputs }, (_, i) => (i === 0 ? name : `${name}:${i}`)),
    attributes,
  };
}
