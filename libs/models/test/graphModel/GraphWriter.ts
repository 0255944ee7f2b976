import * as tf from '@tensorflow/tfjs-core';

/** An attribute as protobuf's JSON has it. */
export type Json = Record<string, unknown>;

export const ints = (...values: number[]): Json => ({ list: { i: values.map(String) } });
export const int = (value: number): Json => ({ i: String(value) });
export const float = (value: number): Json => ({ f: value });
export const flag = (value: boolean): Json => ({ b: value });
export const text = (value: string): Json => ({ s: btoa(value) });
export const texts = (...values: string[]): Json => ({ list: { s: values.map(btoa) } });
export const type = (name: string): Json => ({ type: name });
const shape = (dims: number[]): Json => ({ dim: dims.map((size) => ({ size: String(size) })) });

interface Node {
  name: string;
  op: string;
  input: string[];
  attr: Record<string, Json>;
}

export type Files = Record<string, Uint8Array<ArrayBuffer>>;

/** Writes graphs of operations as tensorflowjs_converter does: nodes in JSON, constants in shards of weights. */
export class GraphWriter {
  readonly nodes: Node[] = [];
  readonly #specs: tf.io.WeightsManifestEntry[] = [];
  readonly #values: (Float32Array | Int32Array)[] = [];
  #seed = 0;

  /** @param image dims of the placeholder `x`; −1 for one that is open */
  constructor(readonly image: number[] = [-1, 9, 10, 3]) {
    this.nodes.push({
      name: 'x',
      op: 'Placeholder',
      input: [],
      attr: { dtype: type('DT_FLOAT'), shape: { shape: shape(image) } },
    });
  }

  /** @returns the name of its value */
  add(
    op: string,
    input: string[],
    attr: Record<string, Json> = {},
    name = this.#unused(op),
  ): string {
    this.nodes.push({ name, op, input, attr: { T: type('DT_FLOAT'), ...attr } });
    return name;
  }

  /** Small numbers of both signs, unless they are given. */
  weights(dims: number[], given?: readonly number[], name = this.#unused('Const')): string {
    const count = dims.reduce((a, b) => a * b, 1);
    const drawn = tf.tidy(() =>
      tf.randomNormal([count], 0, 0.5, 'float32', ++this.#seed).dataSync(),
    );
    return this.#constant(name, dims, Float32Array.from(given ?? drawn));
  }

  whole(values: number[], dims = [values.length], name = this.#unused('Const')): string {
    return this.#constant(name, dims, Int32Array.from(values));
  }

  #constant(name: string, dims: number[], values: Float32Array | Int32Array): string {
    const dtype = values instanceof Int32Array ? 'int32' : 'float32';
    this.#specs.push({ name, shape: dims, dtype });
    this.#values.push(values);
    return this.add(
      'Const',
      [],
      { dtype: type(dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT') },
      name,
    );
  }

  #unused(op: string): string {
    return `net/${op}${this.nodes.length}`;
  }

  /** What tfjs' own loader takes. */
  artifacts(...outputs: string[]): tf.io.ModelArtifacts {
    const named = outputs.map((name) => [name, { name: `${name}:0` }]);
    const bytes = this.#values.map(
      ({ buffer, byteOffset, byteLength }) =>
        new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength),
    );
    const all = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const each of bytes) {
      all.set(each, at);
      at += each.length;
    }
    return {
      format: 'graph-model',
      modelTopology: { node: this.nodes, versions: { producer: 987 } },
      weightSpecs: this.#specs,
      weightData: all.buffer,
      ...(outputs.length && {
        signature: {
          inputs: { x: { name: 'x:0', tensorShape: shape(this.image) } },
          outputs: Object.fromEntries(named) as Json,
        },
      }),
    };
  }

  /** The folder that the converter writes of it, its weights in two shards. */
  files(...outputs: string[]): Files {
    const { weightSpecs, weightData, ...rest } = this.artifacts(...outputs);
    const bytes = new Uint8Array(weightData as ArrayBuffer);
    const half = bytes.length >> 1;
    const paths = ['group1-shard1of2.bin', 'group1-shard2of2.bin'] as const;
    const json = { ...rest, weightsManifest: [{ paths, weights: weightSpecs }] };
    return {
      'model.json': new TextEncoder().encode(JSON.stringify(json)),
      [paths[0]]: bytes.slice(0, half),
      [paths[1]]: bytes.slice(half),
    };
  }
}
