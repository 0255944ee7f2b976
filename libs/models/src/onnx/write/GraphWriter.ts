import { create } from '@bufbuild/protobuf';
import type { OnnxAttributes, OnnxGraph } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import {
  AttributeProto_AttributeType as Kind,
  AttributeProtoSchema,
  NodeProtoSchema,
  TensorProto_DataType as Type,
  TensorProtoSchema,
  type AttributeProto,
  type NodeProto,
  type TensorProto,
} from '../proto/onnx_pb.js';

/** Collects operators and weights of a graph. */
export class GraphWriter implements OnnxGraph {
  readonly nodes: NodeProto[] = [];
  readonly initializers: TensorProto[] = [];
  readonly #names = new Map<string, number>();
  #scope = '';

  constructor(readonly channelAxis: 1 | 3) {}

  /** This writer; what comes next is called after a layer. */
  within(scope: string): this {
    this.#scope = scope;
    return this;
  }

  channelsFirst(map: string): string {
    return this.channelAxis === 1 ? map : this.#transposed(map, [0, 3, 1, 2]);
  }

  fromChannelsFirst(map: string): string {
    return this.channelAxis === 1 ? map : this.#transposed(map, [0, 2, 3, 1]);
  }

  channelsLast(map: string): string {
    return this.channelAxis === 3 ? map : this.#transposed(map, [0, 2, 3, 1]);
  }

  fromChannelsLast(map: string): string {
    return this.channelAxis === 3 ? map : this.#transposed(map, [0, 3, 1, 2]);
  }

  perChannel(tensor: Tensor): string {
    const shape = this.channelAxis === 3 ? [tensor.size] : [tensor.size, 1, 1];
    return this.weights(tensor, undefined, shape);
  }

  add(type: string, inputs: readonly string[], attributes: OnnxAttributes = {}): string {
    const output = this.#unused(type);
    this.addAs(output, type, inputs, attributes);
    return output;
  }

  /** The same, with a name for the output that nothing else has. */
  addAs(
    output: string,
    type: string,
    inputs: readonly string[],
    attributes: OnnxAttributes = {},
  ): void {
    this.nodes.push(
      create(NodeProtoSchema, {
        opType: type,
        name: output,
        input: [...inputs],
        output: [output],
        attribute: Object.entries(attributes).map(([name, value]) => attributeOf(name, value)),
      }),
    );
  }

  weights(tensor: Tensor, order?: readonly number[], shape?: readonly number[]): string {
    const ordered = order ? tf.transpose(tensor, [...order]) : tensor;
    try {
      return this.floats(ordered.dataSync<'float32'>(), shape ?? ordered.shape);
    } finally {
      if (ordered !== tensor) ordered.dispose();
    }
  }

  floats(values: ArrayLike<number>, shape: readonly number[]): string {
    const numbers = values instanceof Float32Array ? values : Float32Array.from(values);
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    return this.#initializer('weight', Type.FLOAT, shape, bytes);
  }

  integers(values: ArrayLike<number>): string {
    const numbers = BigInt64Array.from(Array.from(values, BigInt));
    return this.#initializer(
      'indices',
      Type.INT64,
      [values.length],
      new Uint8Array(numbers.buffer),
    );
  }

  #transposed(map: string, order: readonly number[]): string {
    return this.add('Transpose', [map], { perm: { ints: order } });
  }

  #initializer(
    what: string,
    dataType: number,
    shape: readonly number[],
    rawData: Uint8Array,
  ): string {
    const name = this.#unused(what);
    const dims = shape.map(BigInt);
    this.initializers.push(create(TensorProtoSchema, { name, dataType, dims, rawData }));
    return name;
  }

  #unused(what: string): string {
    const asked = `${this.#scope}/${what}`;
    const use = (this.#names.get(asked) ?? 0) + 1;
    this.#names.set(asked, use);
    return use === 1 ? asked : `${asked}_${use}`;
  }
}

function attributeOf(name: string, value: OnnxAttributes[string]): AttributeProto {
  if (typeof value === 'number')
    return create(AttributeProtoSchema, { name, type: Kind.FLOAT, f: value });
  if ('int' in value)
    return create(AttributeProtoSchema, { name, type: Kind.INT, i: BigInt(value.int) });
  return create(AttributeProtoSchema, { name, type: Kind.INTS, ints: value.ints.map(BigInt) });
}
