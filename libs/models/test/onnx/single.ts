import { create, toBinary } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType as Kind,
  AttributeProtoSchema,
  ModelProtoSchema,
  TensorProtoSchema,
  type AttributeProto,
  type TensorProto,
} from '../../src/onnx/proto/onnx_pb.js';

/** An attribute as a test writes it: whole numbers as bigint. */
export type Given = number | bigint | string | bigint[] | TensorProto;

export interface GivenNode {
  op: string;
  name?: string;
  inputs: string[];
  outputs: string[];
  attributes?: Record<string, Given>;
  domain?: string;
}

export interface GivenModel {
  nodes: GivenNode[];
  /** Dims of the image called `x`; 0 for one that is open. */
  image?: number[];
  tensors?: TensorProto[];
  outputs?: string[];
  opset?: number;
}

/** A float32 tensor; its values are small and of both signs unless given. */
export function tensor(name: string, dims: number[], values?: number[]): TensorProto {
  const count = dims.reduce((a, b) => a * b, 1);
  const floatData = values ?? Array.from({ length: count }, (_, i) => ((i * 7919) % 13) / 13 - 0.4);
  return create(TensorProtoSchema, { name, dims: dims.map(BigInt), dataType: 1, floatData });
}

/** An int64 tensor of one axis. */
export function whole(name: string, values: number[]): TensorProto {
  const dims = [BigInt(values.length)];
  return create(TensorProtoSchema, { name, dims, dataType: 7, int64Data: values.map(BigInt) });
}

/** One truth value. */
export function flag(name: string, value: boolean): TensorProto {
  return create(TensorProtoSchema, { name, dims: [], dataType: 9, int32Data: [value ? 1 : 0] });
}

function attribute(name: string, value: Given): AttributeProto {
  if (typeof value === 'bigint')
    return create(AttributeProtoSchema, { name, type: Kind.INT, i: value });
  if (typeof value === 'number')
    return create(AttributeProtoSchema, { name, type: Kind.FLOAT, f: value });
  if (typeof value === 'string')
    return create(AttributeProtoSchema, {
      name,
      type: Kind.STRING,
      s: new TextEncoder().encode(value),
    });
  if (Array.isArray(value))
    return create(AttributeProtoSchema, { name, type: Kind.INTS, ints: value });
  return create(AttributeProtoSchema, { name, type: Kind.TENSOR, t: value });
}

/** The bytes of an ONNX model. */
export function model(given: GivenModel): Uint8Array<ArrayBuffer> {
  const { nodes, image = [1, 3, 8, 8], tensors = [], opset = 17 } = given;
  const outputs = given.outputs ?? [nodes.at(-1)!.outputs[0]!];
  const dim = image.map((size) => ({
    value: size
      ? { case: 'dimValue' as const, value: BigInt(size) }
      : { case: 'dimParam' as const, value: 'open' },
  }));
  const type = { value: { case: 'tensorType' as const, value: { elemType: 1, shape: { dim } } } };
  const message = create(ModelProtoSchema, {
    irVersion: 8n,
    opsetImport: [{ domain: '', version: BigInt(opset) }],
    graph: {
      name: 'graph',
      node: nodes.map(({ op, name = '', inputs, outputs: made, attributes = {}, domain = '' }) => ({
        opType: op,
        name,
        domain,
        input: inputs,
        output: made,
        attribute: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
      })),
      initializer: tensors,
      input: [{ name: 'x', type }],
      output: outputs.map((name) => ({ name })),
    },
  });
  return new Uint8Array(toBinary(ModelProtoSchema, message));
}
