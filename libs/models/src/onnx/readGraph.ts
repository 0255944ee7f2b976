import type { InputSize } from '@deconv/pictures';
import type { ReadFile } from '../modelFiles.js';
import {
  MOST_OPERATIONS,
  type Attribute,
  type Operation,
  type OperationGraph,
} from '../operations/graph.js';
import type { Constant } from '../operations/Constant.js';
import { oneImage, isTransposed, reshapedDims, type AskedImage } from '../operations/oneImage.js';
import type { DecodedModel } from './decodeModel.js';
import { AttributeProto_AttributeType as Type } from './proto/onnx_pb.js';
import type { AttributeProto, GraphProto, NodeProto, ValueInfoProto } from './proto/onnx_pb.js';
import { ExternalData, readTensor } from './tensors.js';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/**
 * The graph of an ONNX model, its tensors read.
 * @param read reads files beside the model
 * @param inputSize height and width to use where the model leaves them open
 * @throws Error for a model without exactly one image input, and as `readTensor` does
 */
export async function readGraph(
  { graph, opset }: DecodedModel,
  read: ReadFile,
  inputSize: InputSize | undefined,
): Promise<OperationGraph> {
  const external = new ExternalData(read);
  const constants = new Map<string, Constant>();
  if (graph.sparseInitializer.length)
    throw new Error(
      'the model holds sparse tensors, which are not read; export it with dense ones',
    );
  if (graph.node.length > MOST_OPERATIONS)
    throw new Error(
      `the model holds ${graph.node.length} operations; expected at most ${MOST_OPERATIONS}: it is no network`,
    );
  for (const tensor of graph.initializer)
    constants.set(tensor.name, await readTensor(tensor, external));
  const names = new Map([['', 1]]);
  const operations: Operation[] = [];
  for (const node of graph.node)
    operations.push(await operationOf(node, { opset, names, external }));
  const asked = imagesOf(graph, new Set(constants.keys())).map((each) => ({
    ...each,
    reshaped: reshapedDims(each.name, operations, constants),
    transposed: isTransposed(each.name, operations),
  }));
  const image = oneImage(asked, 'NCHW', inputSize);
  const outputs = graph.output.map(({ name }) => name);
  if (outputs.length === 0) throw new Error('the model has no output; export it again');
  return { layout: 'NCHW', image, constants, operations, outputs };
}

function imagesOf({ input }: GraphProto, known: ReadonlySet<string>): AskedImage[] {
  const images = input.filter(({ name }) => !known.has(name));
  return images.map((image) => ({ name: image.name, dims: dimsOf(image) }));
}

/** Undefined for a dim that is open. */
function dimsOf({ type }: ValueInfoProto): (number | undefined)[] {
  if (type?.value.case !== 'tensorType') return [];
  const { shape } = type.value.value;
  return (shape?.dim ?? []).map(({ value }) => {
    const dim = value.case === 'dimValue' ? Number(value.value) : 0;
    return dim > 0 ? dim : undefined;
  });
}

interface Context {
  opset: number;
  /** Names that operations have already, and how often they were asked for. */
  names: Map<string, number>;
  external: ExternalData;
}

async function operationOf(
  node: NodeProto,
  { opset, names, external }: Context,
): Promise<Operation> {
  const { opType, domain, input, output } = node;
  // Names are optional in ONNX, and need not differ.
  const named = names.has(node.name) ? (output.find(Boolean) ?? opType) : node.name;
  let use = (names.get(named) ?? 0) + 1;
  while (use > 1 && names.has(`${named}#${use}`)) use++;
  names.set(named, use);
  const name = use === 1 ? named : `${named}#${use}`;
  names.set(name, names.get(name) ?? 1);
  const kind = domain === '' || domain === 'ai.onnx' ? opType : `${domain}.${opType}`;
  const attributes = new Map<string, Attribute>();
  for (const attribute of node.attribute) {
    const value = await attributeOf(attribute, external);
    if (value !== undefined) attributes.set(attribute.name, value);
  }
  attributes.set('opset', opset);
  return { name, kind, inputs: input, outputs: output, attributes };
}

async function attributeOf(
  attribute: AttributeProto,
  external: ExternalData,
): Promise<Attribute | undefined> {
  const { type, f, i, s, t, floats, ints } = attribute;
  if (type === Type.FLOAT) return f;
  if (type === Type.INT) return Number(i);
  if (type === Type.STRING) return text(s);
  if (type === Type.FLOATS) return floats;
  if (type === Type.INTS) return ints.map(Number);
  if (type === Type.TENSOR && t) return readTensor(t, external);
  return undefined; // graphs of If and Loop, whose operations are not read
}
