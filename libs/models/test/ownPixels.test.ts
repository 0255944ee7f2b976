import { forward, projectToTensor, strongestUnits } from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { readModel, type Model } from '../src/index.js';
import { loadLayers } from '../src/loadLayers.js';
import { readModelJson, readWeights, type ReadFile } from '../src/modelFiles.js';
import { GraphWriter, int, ints, text, type, type Files } from './graphModel/GraphWriter.js';

// Networks whose first layers scale pixels of 0–255 themselves, held against what TensorFlow.js computes of the picture as it is.

beforeAll(() => tf.setBackend('cpu'));

const SIDE = 10;

/** A picture as it is: whole numbers of 0–255. */
const picture = (): Tensor4D =>
  tf.floor(tf.randomUniform<tf.Rank.R4>([1, SIDE, SIDE, 3], 0, 256, 'float32', 7));

type Compute = (x: tf.Tensor) => tf.Tensor;

const apart = (found: tf.Tensor, known: tf.Tensor): number =>
  tf.div(tf.max(tf.abs(tf.sub(found, known))), tf.max(tf.abs(known))).dataSync()[0]!;

/** Holds answer and projection by `gradient` of a layer's strongest unit against what is known of them. */
async function expectSame(model: Model, answer: Compute, layer: string, map: Compute) {
  const x = picture();
  const record = forward(model.network, x);
  expect(apart(tf.reshape(record.output, [-1]), tf.reshape(answer(x), [-1]))).toBeLessThan(1e-5);
  const [unit] = await strongestUnits(record, layer);
  const { pixels } = projectToTensor(record, [unit!], {
    rule: 'gradient',
    signal: 1,
    wholeMaps: true,
  });
  const ofUnit = (image: tf.Tensor) =>
    tf.sum(tf.slice(map(image), [0, ...unit!.at, unit!.channel], [1, 1, 1, 1]));
  expect(apart(pixels, tf.grad(ofUnit)(x))).toBeLessThan(1e-5);
  record.dispose();
}

function expectRaw({ preprocess, preprocessSource, notes }: Model) {
  expect({ preprocessSource, notes }).toEqual({ preprocessSource: 'its first layers', notes: [] });
  expect(preprocess).toMatchObject({ scale: 1, meanSubtract: [0, 0, 0], channelOrder: 'RGB' });
}

/** Layers behind the first ones. */
const rest = () => [
  tfl.layers.conv2d({ filters: 4, kernelSize: 3, activation: 'relu', name: 'conv1' }),
  tfl.layers.maxPooling2d({ poolSize: 2, name: 'pool' }),
  tfl.layers.conv2d({ filters: 5, kernelSize: 3, activation: 'relu', name: 'conv2' }),
  tfl.layers.flatten(),
  tfl.layers.dense({ units: 6, activation: 'softmax', name: 'answer' }),
];

const inputShape = [SIDE, SIDE, 3];
const rescaling = (config: object) => {
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  const [Rescaling] = classNameMap['Rescaling'] as unknown as [
    new (config: object) => tfl.layers.Layer,
  ];
  return new Rescaling({ ...config, inputShape });
};

async function filesOf(model: tfl.LayersModel): Promise<Files> {
  const files: Files = {};
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      const { modelTopology, weightSpecs, weightData } = artifacts;
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
      const json = { format: 'layers-model', modelTopology, weightsManifest };
      files['model.json'] = new TextEncoder().encode(JSON.stringify(json));
      files['weights.bin'] = new Uint8Array(weightData as ArrayBuffer);
      const modelArtifactsInfo = { dateSaved: new Date(0), modelTopologyType: 'JSON' as const };
      return Promise.resolve({ modelArtifactsInfo });
    }),
  );
  return files;
}

const open = (files: Files) => readModel((name) => Promise.resolve(files[name]));

describe('a tf.LayersModel', () => {
  it.each([
    ['to −1…1', { scale: 1 / 127.5, offset: -1 }],
    ['to 0…1', { scale: 1 / 255 }],
  ])('that begins with a Rescaling %s is shown pixels as they are', async (_, config) => {
    const known = tfl.sequential({ layers: [rescaling(config), ...rest()] });
    const model = await open(await filesOf(known));
    expectRaw(model);
    const upTo = tfl.model({ inputs: known.inputs, outputs: known.getLayer('conv2').output });
    const predicting = (each: tfl.LayersModel) => (x: tf.Tensor) => each.apply(x) as tf.Tensor;
    await expectSame(model, predicting(known), 'conv2', predicting(upTo));
    model.dispose();
  });

  const MEAN = [123.7, 116.3, 103.5];
  const VARIANCE = [3410, 3262, 0];

  /** A model that begins with a Normalization, as Keras 2 writes it and the converter puts its weights. */
  async function normalising(config: object, adapted?: { mean: number[]; variance: number[] }) {
    const known = tfl.sequential({
      layers: [rescaling({ scale: 1, name: 'first' }), ...rest()],
    });
    const files = await filesOf(known);
    const json = JSON.parse(new TextDecoder().decode(files['model.json'])) as {
      modelTopology: { config: { layers: { class_name: string; config: object }[] } };
      weightsManifest: [{ weights: object[] }];
    };
    const first = json.modelTopology.config.layers.find(
      ({ class_name }) => class_name === 'Rescaling',
    )!;
    first.class_name = 'Normalization';
    const batch_input_shape = [null, ...inputShape];
    const plain = { axis: [-1], mean: null, variance: null };
    first.config = { name: 'first', batch_input_shape, ...plain, ...config };
    const bytes = [files['weights.bin']!];
    if (adapted) {
      const shape = adapted.mean.length === 1 ? [] : [adapted.mean.length];
      const weights = (['mean', 'variance'] as const).map((name) => {
        bytes.push(new Uint8Array(Float32Array.from(adapted[name]).buffer));
        return { name: `first/${name}`, shape, dtype: 'float32' };
      });
      bytes.push(new Uint8Array(Int32Array.of(9000).buffer));
      json.weightsManifest[0].weights.push(...weights, {
        ...{ name: 'first/count', shape: [], dtype: 'int32' },
      });
    }
    const written: Files = {
      'model.json': new TextEncoder().encode(JSON.stringify(json)),
      'weights.bin': Uint8Array.from(bytes.flatMap((each) => [...each])),
    };
    return { model: await open(written), known, written };
  }

  it.each([
    ['adapted to photos', {}, { mean: MEAN, variance: VARIANCE.with(2, 2900) }],
    ['adapted, all channels alike', { axis: [] }, { mean: [117], variance: [3600] }],
    ['of given numbers', { mean: MEAN, variance: VARIANCE.with(2, 2900) }, undefined],
    ['of given numbers in lists', { mean: [[[MEAN]]], variance: [[[[3410]]]] }, undefined],
    [
      'of dark photos, by an axis from the front',
      { axis: 3, mean: MEAN, variance: 900 },
      undefined,
    ],
  ])('that begins with a Normalization %s is shown pixels as they are', async (...given) => {
    const [, config, adapted] = given;
    const { model, known, written } = await normalising(config, adapted);
    expectRaw(model);
    expect(model.layers[0]).toMatchObject({ name: 'first', kind: 'Normalization', blockedBy: [] });
    const { mean, variance } = { ...config, ...adapted } as Record<string, tf.TensorLike>;
    const normalised = (x: tf.Tensor) =>
      tf.div(tf.sub(x, mean!), tf.maximum(tf.sqrt(variance!), 1e-7));
    const behind = (layers: tfl.layers.Layer[]) => (x: tf.Tensor) =>
      layers.reduce((value, layer) => layer.apply(value) as tf.Tensor, normalised(x));
    const all = known.layers.slice(1);
    await expectSame(model, behind(all), 'conv2', behind(all.slice(0, 3)));
    const read: ReadFile = (name) => Promise.resolve(written[name]);
    const { topology, manifest } = await readModelJson(read);
    const { model: standing } = await loadLayers(topology, await readWeights(read, manifest));
    const predicted = standing.predict(picture()) as tf.Tensor;
    expect(apart(predicted, behind(all)(picture()))).toBeLessThan(1e-5);
    model.dispose();
  });

  it('inverts a Normalization where it says so', async () => {
    const { model } = await normalising({ invert: true, mean: MEAN, variance: VARIANCE });
    const node = model.network.nodes.find(({ name }) => name === 'first')!;
    const { value } = node.op.forward([tf.ones([1, SIDE, SIDE, 3])]);
    const pixel = Array.from(value.dataSync().slice(0, 3));
    const known = MEAN.map((mean, c) => mean + Math.max(Math.sqrt(VARIANCE[c]!), 1e-7));
    pixel.forEach((each, c) => expect(each).toBeCloseTo(known[c]!, 3));
    model.dispose();
  });

  it.each([
    [
      { axis: [1, 2, 3], mean: 1, variance: 1 },
      'it works along the axes 1, 2, 3; expected channels',
    ],
    [{ mean: [1, 2], variance: 1 }, 'its mean has 2 values; expected one, or one for each of 3'],
    [{ mean: 1, variance: -1 }, 'its variance is less than 0'],
    [{ mean: 'red', variance: 1 }, 'its mean is "red"; expected a number, or lists of numbers'],
  ])('refuses a Normalization of %o', async (config, reason) => {
    await expect(normalising(config)).rejects.toThrow(reason);
  });

  it('refuses an adapted Normalization whose weights have another shape', async () => {
    const two = { mean: [1, 2], variance: [1, 2] };
    await expect(normalising({}, two)).rejects.toThrow(
      'weight first/mean has shape [2], but its layer expects [3]',
    );
  });
});

const window = { data_format: text('NHWC'), padding: text('VALID'), dilations: ints(1, 1, 1, 1) };

/** Two convolutions and an answer, behind operations on the image. */
function graphBehind(first: (g: GraphWriter) => string): { graph: GraphWriter; output: string } {
  const graph = new GraphWriter([-1, SIDE, SIDE, 3]);
  const conv = (x: string, dims: number[], name: string, stride: number) =>
    graph.add(
      'Relu',
      [
        graph.add('Conv2D', [x, graph.weights(dims)], {
          ...window,
          strides: ints(1, stride, stride, 1),
        }),
      ],
      {},
      name,
    );
  const conv2 = conv(conv(first(graph), [3, 3, 3, 4], 'conv1', 2), [3, 3, 4, 5], 'conv2', 1);
  const flat = graph.add('Reshape', [conv2, graph.whole([-1, 20])]);
  const product = graph.add('MatMul', [flat, graph.weights([20, 4])]);
  return { graph, output: graph.add('Softmax', [product], {}, 'answer') };
}

const FLOATS = { SrcT: type('DT_INT32'), DstT: type('DT_FLOAT') };
const from127 = (g: GraphWriter) => g.add('Sub', ['x', g.weights([], [127.5])]);
const backwards = (g: GraphWriter) =>
  g.add('GatherV2', ['x', g.whole([2, 1, 0]), g.whole([3], [])], { batch_dims: int(0) });

describe('a tf.GraphModel', () => {
  it.each<[string, (g: GraphWriter) => string]>([
    [
      'RealDiv by 127.5 and Sub',
      (g) => g.add('Sub', [g.add('RealDiv', ['x', g.weights([], [127.5])]), g.weights([], [1])]),
    ],
    [
      'Mul and AddV2 for each colour',
      (g) =>
        g.add('AddV2', [
          g.add('Mul', ['x', g.weights([1, 1, 1, 3], [0.017, 0.018, 0.0175])]),
          g.weights([3], [-2.1, -2, -1.8]),
        ]),
    ],
    [
      'Sub and RealDiv, as Normalization does',
      (g) => g.add('RealDiv', [from127(g), g.weights([1, 1, 1, 3], [58, 57, 57])]),
    ],
    [
      'a mean colour that is taken off, and no more',
      (g) => g.add('Sub', ['x', g.weights([3], [103.9, 116.8, 123.7])]),
    ],
    [
      'the same with blue first',
      (g) => g.add('AddV2', [backwards(g), g.weights([3], [-103.9, -116.8, -123.7])]),
    ],
    ['Cast and Mul', (g) => g.add('Mul', [g.add('Cast', ['x'], FLOATS), g.weights([], [1 / 255])])],
  ])('that begins with %s is shown pixels as they are', async (_, first) => {
    const { graph, output } = graphBehind(first);
    const model = await open(graph.files(output));
    expectRaw(model);
    const executor = await loadGraphModel(tf.io.fromMemory(graph.artifacts(output)));
    const executed = (name: string) => (x: tf.Tensor) => executor.execute({ x }, name) as tf.Tensor;
    await expectSame(model, executed(output), 'conv2', executed('conv2'));
    model.dispose();
  });

  it('that takes off less than pixels of 0–255 have says nowhere how they are made', async () => {
    const { graph, output } = graphBehind((g) => g.add('Sub', ['x', g.weights([], [0.5])]));
    const model = await open(graph.files(output));
    expect(model.preprocessSource).toBeUndefined();
    expect(model.notes).toHaveLength(1);
    model.dispose();
  });
});
