import { forward, projectToTensor } from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readModel } from '../src/index.js';
import { loadLayers } from '../src/loadLayers.js';
import { readModelJson, readWeights, type ReadFile } from '../src/modelFiles.js';

const [SIDE, CHANNELS] = [8, 4];

interface Weight {
  name: string;
  shape: number[];
}

/** A saved folder of one layer, as Keras 2 writes it, with weights that count up in small steps. */
function folder(className: string, config: object, weights: Weight[]) {
  const layer = {
    class_name: className,
    config: { name: 'it', batch_input_shape: [null, SIDE, SIDE, CHANNELS], ...config },
  };
  const specs = weights.map(({ name, shape }) => ({ name: `it/${name}`, shape, dtype: 'float32' }));
  const tensors = weights.map(({ shape }) => values(shape));
  const json = {
    format: 'layers-model',
    modelTopology: {
      keras_version: '2.15.0',
      model_config: { class_name: 'Sequential', config: { name: 'model', layers: [layer] } },
    },
    weightsManifest: [{ paths: ['weights.bin'], weights: specs }],
  };
  const bytes = Float32Array.from(tensors.flatMap((tensor) => Array.from(tensor.dataSync())));
  const files: Record<string, Uint8Array<ArrayBuffer>> = {
    'model.json': new TextEncoder().encode(JSON.stringify(json)),
    'weights.bin': new Uint8Array(bytes.buffer),
  };
  return { read: (name: string) => Promise.resolve(files[name]), tensors: tensors as Tensor4D[] };
}

/** Numbers between -0.5 and 0.5 that follow no pattern a filter could see. */
function values(shape: number[]): tf.Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => (((i + 3) * 7919) % 251) / 251 - 0.5),
    shape,
  );
}

const closeTo = (found: tf.Tensor, known: tf.Tensor): void => {
  expect(found.shape).toEqual(known.shape);
  expect(tf.max(tf.abs(tf.sub(found, known))).dataSync()[0]).toBeLessThan(1e-5);
};

async function predict(read: ReadFile, x: Tensor4D): Promise<tf.Tensor> {
  const { topology, manifest } = await readModelJson(read);
  const { model } = await loadLayers(topology, await readWeights(read, manifest));
  return model.predict(x) as tf.Tensor;
}

type Pair = [number, number];
interface Options {
  strides: Pair;
  padding: 'same' | 'valid';
  dilation_rate: Pair;
}

/** Each group apart: its run of channels, its run of filters. */
const grouped =
  (groups: number) =>
  (x: Tensor4D, [filter, bias]: Tensor4D[], { strides, padding, dilation_rate }: Options) => {
    const [, height, width, channels] = x.shape;
    const [kh, kw, perGroup, out] = filter!.shape;
    const parts = Array.from({ length: groups }, (_, g) =>
      tf.conv2d(
        tf.slice(x, [0, 0, 0, g * perGroup], [x.shape[0], height, width, channels / groups]),
        tf.slice(filter!, [0, 0, 0, (g * out) / groups], [kh, kw, perGroup, out / groups]),
        strides,
        padding,
        'NHWC',
        dilation_rate,
      ),
    );
    return tf.add(tf.concat(parts, 3), bias!);
  };

const depthwise = (x: Tensor4D, [filter, bias]: Tensor4D[], options: Options) =>
  tf.add(
    tf.depthwiseConv2d(x, filter!, options.strides, options.padding, 'NHWC', options.dilation_rate),
    bias!,
  );

const separable = (x: Tensor4D, [filter, point, bias]: Tensor4D[], options: Options) =>
  tf.add(
    tf.separableConv2d(x, filter!, point!, options.strides, options.padding, options.dilation_rate),
    bias!,
  );

const plain: Options = { strides: [1, 1], padding: 'valid', dilation_rate: [1, 1] };
const CASES = [
  ['Conv2D', { groups: 2, filters: 6 }, plain],
  ['Conv2D', { groups: 4, filters: 4 }, { ...plain, strides: [2, 2], padding: 'same' }],
  ['Conv2D', { groups: 2, filters: 2 }, { ...plain, dilation_rate: [2, 1], padding: 'same' }],
  ['DepthwiseConv2D', { depth_multiplier: 1 }, { ...plain, strides: [2, 2] }],
  ['DepthwiseConv2D', { depth_multiplier: 3 }, { ...plain, dilation_rate: [2, 2] }],
  [
    'DepthwiseConv2D',
    { depth_multiplier: 2 },
    { ...plain, dilation_rate: [1, 3], padding: 'same' },
  ],
  ['SeparableConv2D', { depth_multiplier: 2, filters: 5 }, { ...plain, padding: 'same' }],
  ['SeparableConv2D', { depth_multiplier: 3, filters: 5 }, { ...plain, dilation_rate: [2, 2] }],
] as [string, { groups?: number; filters?: number; depth_multiplier?: number }, Options][];

/** A layer of the case, its weights, and the same computed without it. */
function build(className: string, own: (typeof CASES)[number][1], options: Options) {
  const { groups = 1, filters = 0, depth_multiplier = 1 } = own;
  const wide = CHANNELS * depth_multiplier;
  const kernels: Record<string, Weight[]> = {
    Conv2D: [{ name: 'kernel', shape: [3, 2, CHANNELS / groups, filters] }],
    DepthwiseConv2D: [{ name: 'depthwise_kernel', shape: [3, 2, CHANNELS, depth_multiplier] }],
    SeparableConv2D: [
      { name: 'depthwise_kernel', shape: [3, 2, CHANNELS, depth_multiplier] },
      { name: 'pointwise_kernel', shape: [1, 1, wide, filters] },
    ],
  };
  const bias = { name: 'bias', shape: [className === 'DepthwiseConv2D' ? wide : filters] };
  const saved = folder(className, { kernel_size: [3, 2], ...own, ...options }, [
    ...kernels[className]!,
    bias,
  ]);
  const reference = {
    Conv2D: grouped(groups),
    DepthwiseConv2D: depthwise,
    SeparableConv2D: separable,
  }[className]!;
  return { ...saved, reference: (x: Tensor4D) => reference(x, saved.tensors, options) };
}

describe.each(['cpu', 'wasm'])('convolutions that tfjs-layers lacks, on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
    expect(tf.getBackend()).toBe(backend);
  });

  it.each(CASES)('%s %o %o: forward, and what tfjs predicts, equal the parts', async (...given) => {
    const { read, reference } = build(...given);
    const { network, layers, dispose } = await readModel(read);
    expect(layers[0]).toMatchObject({ kind: given[0], name: 'it' });
    const x = values([2, SIDE, SIDE, CHANNELS]) as Tensor4D;
    const record = forward(network, x);
    closeTo(record.output, reference(x));
    closeTo(await predict(read, x), reference(x));
    record.dispose();
    dispose();
  });

  it.each(CASES)('%s %o %o: the gradient is the answer to every single input', async (...given) => {
    const { read, reference } = build(...given);
    const { network, dispose } = await readModel(read);
    const record = forward(network, tf.zeros([1, SIDE, SIDE, CHANNELS]));
    const [, height, width, channels] = record.output.shape;
    const at: Pair = [height >> 1, width >> 1];
    const unit = { layer: 'it', channel: channels - 1, at, activation: 1 };
    const { pixels } = projectToTensor(record, [unit], {
      rule: 'gradient',
      signal: 1,
      wholeMaps: true,
    });
    // Without an activation the layer is linear: what it makes of one lit input, less of none, is that input's slope.
    const count = SIDE * SIDE * CHANNELS;
    const lit = tf.reshape<tf.Rank.R4>(tf.eye(count), [count, SIDE, SIDE, CHANNELS]);
    const rise = tf.sub(reference(lit), reference(tf.zerosLike(lit)));
    const slopes = tf.slice(rise, [0, ...at, unit.channel], [count, 1, 1, 1]);
    closeTo(pixels, tf.reshape(slopes, [1, SIDE, SIDE, CHANNELS]));
    record.dispose();
    dispose();
  });
});

describe('a grouped convolution', () => {
  beforeAll(() => tf.setBackend('cpu').then(() => undefined));

  it('has its fused activation, and the gradient rule is tf.grad', async () => {
    const { read, tensors } = folder(
      'Conv2D',
      { filters: 6, kernel_size: 3, groups: 2, activation: 'relu' },
      [
        { name: 'kernel', shape: [3, 3, 2, 6] },
        { name: 'bias', shape: [6] },
      ],
    );
    const model = await readModel(read);
    const x = values([1, SIDE, SIDE, CHANNELS]) as Tensor4D;
    const answer = (image: tf.Tensor) => tf.relu(grouped(2)(image as Tensor4D, tensors, plain));
    const record = forward(model.network, x);
    closeTo(record.output, answer(x));
    const unit = { layer: 'it', channel: 4, at: [2, 3] as Pair, activation: 1 };
    const { pixels } = projectToTensor(record, [unit], {
      rule: 'gradient',
      signal: 1,
      wholeMaps: true,
    });
    closeTo(
      pixels,
      tf.grad((image) => tf.sum(tf.slice(answer(image), [0, 2, 3, 4], [1, 1, 1, 1])))(x),
    );
    expect(record.output.dataSync()[(2 * 6 + 3) * 6 + 4]).toBeGreaterThan(0);
  });

  it('is refused where its groups do not divide the channels', async () => {
    const { read } = folder('Conv2D', { filters: 6, kernel_size: 3, groups: 3 }, [
      { name: 'kernel', shape: [3, 3, 2, 6] },
      { name: 'bias', shape: [6] },
    ]);
    await expect(readModel(read)).rejects.toThrow('4 channels cannot be split into 3 groups');
  });
});
