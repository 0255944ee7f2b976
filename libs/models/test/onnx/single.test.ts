import { forward } from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readOnnx } from '../../src/onnx/index.js';
import { flag, model, tensor, whole, type Given, type GivenNode } from './single.js';
import data from '../cases/onnx_single.json' with { type: 'json' };

interface Stored {
  dims: number[];
  data: number[];
  /** float32 unless said. */
  type?: string;
}
type StoredAttribute = { int: number } | { float: number } | { text: string } | { ints: number[] };
interface Case {
  name: string;
  opset: number;
  op: string;
  attributes: Record<string, StoredAttribute>;
  /** null for one that is left out */
  inputs: (Stored | null)[];
  output: Stored;
}
const cases = data.cases as unknown as Case[];

/** What is refused, and why. */
const REFUSED: Record<string, string> = {
  'node/test_batchnorm_epsilon_training_mode': 'its attribute training_mode is 1; expected 0',
  'node/test_training_dropout_default': 'it drops at random, as in training; export the model',
  'node/test_concat_2d_axis_0': 'it joins along axis 0, which is that of images',
  'node/test_gemm_all_attributes': 'its attribute transA is 1; expected 0',
  'node/test_gemm_transposeA': 'its attribute transA is 1; expected 0',
  'node/test_gemm_default_matrix_bias': 'its constant has the dims 3×4; expected one value',
  'node/test_elu': 'its alpha is 2; expected 1',
  'node/test_selu_example': 'its alpha is 2; expected 1.67326',
  'node/test_prelu_broadcast': 'its constant has the dims 5; expected one value, or one for each',
};

/** Operators that read maps only; others read one and constants. */
const OF_MAPS = new Set(['Concat', 'Sum']);

const given = (value: StoredAttribute): Given =>
  'int' in value
    ? BigInt(value.int)
    : 'float' in value
      ? value.float
      : 'text' in value
        ? value.text
        : value.ints.map(BigInt);

/** As an image. What has fewer axes is a vector of each image, or a map of one image where operators read value by value. */
function asImage({ dims }: Stored): [number, number, number, number] {
  if (dims.length === 4) return dims as [number, number, number, number];
  if (dims.length === 3) return [1, ...dims] as [number, number, number, number];
  return [dims.length === 2 ? dims[0]! : 1, dims.at(-1)!, 1, 1];
}

/** The image of all maps, side by side along channels, and the nodes that make them of it. */
function imageOf(maps: Stored[]): { image: tf.Tensor4D; nodes: GivenNode[]; names: string[] } {
  const parts = maps.map((map) => tf.tensor4d(map.data, asImage(map)));
  const image = tf.concat(parts, 1);
  const nodes: GivenNode[] = [];
  let whole = 'x';
  if (maps[0]!.dims.length < 3) {
    nodes.push({ op: 'Flatten', name: 'vector', inputs: [whole], outputs: ['vector'] });
    whole = 'vector';
  }
  if (maps.length === 1) return { image, nodes, names: [whole] };
  const names = maps.map((_, i) => `part${i}`);
  nodes.push({ op: 'Split', inputs: [whole], outputs: names, attributes: { axis: 1n } });
  return { image, nodes, names };
}

const constantOf = (name: string, { dims, data: values, type }: Stored) =>
  type === 'int64'
    ? whole(name, values)
    : type === 'bool'
      ? flag(name, values[0] === 1)
      : tensor(name, dims, values);

async function read({ opset, op, attributes, inputs }: Case) {
  const count = OF_MAPS.has(op) ? inputs.length : 1;
  const { image, nodes, names } = imageOf(inputs.slice(0, count) as Stored[]);
  const rest = inputs.slice(count).map((value, i) => value && constantOf(`c${i}`, value));
  const node = {
    op,
    name: 'case',
    inputs: [...names, ...rest.map((constant) => constant?.name ?? '')],
    outputs: ['y'],
    attributes: Object.fromEntries(Object.entries(attributes).map(([k, v]) => [k, given(v)])),
  };
  const bytes = model({
    nodes: [...nodes, node],
    image: [1, ...image.shape.slice(1)],
    tensors: rest.filter((constant) => constant !== null),
    opset,
  });
  const found = await readOnnx(
    (file) => Promise.resolve(file === 'model.onnx' ? bytes : undefined),
    {
      partial: true,
    },
  );
  const isChannelsLast = found.network.input.channels !== image.shape[1];
  return { ...found, x: isChannelsLast ? image : tf.transpose(image, [0, 2, 3, 1]) };
}

describe("ONNX' single operators", () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each(cases)('$name is computed, or refused with its reason', async (each) => {
    const { network, layers, x } = await read(each);
    const problem = layers.find((layer) => layer.problem)?.problem;
    if (REFUSED[each.name]) {
      expect(problem).toContain(REFUSED[each.name]);
      return;
    }
    expect(problem).toBeUndefined();
    const { output } = forward(network, x);
    const values = tf.transpose(output, [0, 3, 1, 2]).dataSync();
    const expected = each.output.data;
    expect(values).toHaveLength(expected.length);
    const largest = Math.max(...expected.map(Math.abs));
    values.forEach((value, i) =>
      expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(2e-5 * largest),
    );
  });

  it('has a case for every reason to refuse one', () => {
    const names = new Set(cases.map(({ name }) => name));
    expect(Object.keys(REFUSED).filter((name) => !names.has(name))).toEqual([]);
  });
});
