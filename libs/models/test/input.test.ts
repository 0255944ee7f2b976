import { forward } from '@deconv/core';
import { receptiveFields } from '@deconv/geometry';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  answerProblem,
  fromLayersModel,
  inputProblem,
  layerProblem,
  readPreprocess,
  toInput,
} from '../src/index.js';
import { readOnnx } from '../src/onnx/index.js';
import { model as onnx, tensor, whole, type GivenModel } from './onnx/single.js';

beforeAll(() => tf.setBackend('cpu'));

const { layers } = tfl;
const grey = readPreprocess({ inputSize: 2, meanSubtract: 10, scale: 2 }, { channels: 1 });

describe('a network of one channel', () => {
  it('reads the brightness of colours, and grey as it is', () => {
    // ITU-R BT.601: 0.299·255 = 76.2, 0.587·255 = 149.7, 0.114·255 = 29.1.
    const data = Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 77, 77, 77]);
    const input = toInput({ width: 2, height: 2, data }, grey);
    expect(input.shape).toEqual([1, 2, 2, 1]);
    expect([...input.dataSync()]).toEqual([76, 150, 29, 77].map((value) => 2 * (value - 10)));
    for (let value = 0; value < 256; value++) {
      const pixel = { width: 1, height: 1, data: Uint8Array.of(value, value, value) };
      expect(toInput(pixel, grey).dataSync()[0]).toBe(2 * (value - 10));
    }
  });

  it('has one mean and one scale, whatever order of colours is said', () => {
    const read = (json: object) => readPreprocess({ inputSize: 2, ...json }, { channels: 1 });
    expect(read({})).toMatchObject({ channelOrder: 'grey', meanSubtract: [0, 0, 0], scale: 1 });
    expect(read({ channelOrder: 'BGR', meanSubtract: [5, 5, 5] }).meanSubtract).toEqual([5, 5, 5]);
    expect(() => read({ meanSubtract: [1, 2, 3] })).toThrow(
      'meanSubtract is [1,2,3]; expected one number: the network reads one channel',
    );
    expect(() => read({ channelOrder: 'CMYK' })).toThrow('expected "grey"');
    expect(() => readPreprocess({ inputSize: 2, channelOrder: 'grey' }, { channels: 3 })).toThrow(
      'channelOrder is "grey"; expected "RGB" or "BGR"',
    );
  });
});

describe('a Keras model that reads values in a row', () => {
  const conv = () => layers.conv2d({ filters: 2, kernelSize: 3, name: 'conv' });

  it('reads the image that it makes of them, and answers as its own predict', () => {
    const shape = { inputShape: [30], targetShape: [5, 6, 1], name: 'image' };
    const model = tfl.sequential({
      layers: [layers.reshape(shape), conv(), layers.flatten(), layers.dense({ units: 2 })],
    });
    const network = fromLayersModel(model);
    expect(network.input).toEqual({ height: 5, width: 6, channels: 1 });
    const fields = receptiveFields(network.nodes);
    expect(fields[network.indexOf('conv')]).toMatchObject({ rows: { size: 3 } });
    const x = tf.randomUniform<tf.Rank.R2>([1, 30], -1, 1, 'float32', 3);
    const expected = (model.predict(x) as tf.Tensor).dataSync();
    const found = forward(network, tf.reshape(x, [1, 5, 6, 1])).output.dataSync();
    found.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
  });

  it.each([
    [784, { height: 28, width: 28, channels: 1 }],
    [3 * 32 ** 2, { height: 32, width: 32, channels: 3 }],
  ])('reads %i as a square, where nothing says otherwise', (count, shape) => {
    const model = tfl.sequential({ layers: [layers.dense({ units: 2, inputShape: [count] })] });
    const network = fromLayersModel(model);
    expect(network.input).toEqual(shape);
    const x = tf.randomUniform<tf.Rank.R2>([1, count], -1, 1, 'float32', 3);
    const expected = (model.predict(x) as tf.Tensor).dataSync();
    const image = tf.reshape(x, [1, shape.height, shape.width, shape.channels]);
    forward(network, image as tf.Tensor4D)
      .output.dataSync()
      .forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 4));
  });

  it('is refused where they are no image', () => {
    const model = tfl.sequential({ layers: [layers.dense({ units: 2, inputShape: [785] })] });
    expect(() => fromLayersModel(model)).toThrow('the model reads 785 values in a row');
  });
});

describe('an ONNX model that reads values in a row', () => {
  const read = (given: GivenModel) => {
    const bytes = onnx(given);
    return readOnnx((name) => Promise.resolve(name === 'model.onnx' ? bytes : undefined), {
      partial: true,
    });
  };

  it('reads the image that it makes of them: channels first', async () => {
    const { network, layers: told } = await read({
      image: [1, 48],
      nodes: [
        { op: 'Reshape', name: 'image', inputs: ['x', 'dims'], outputs: ['r'] },
        { op: 'Conv', name: 'conv', inputs: ['r', 'w'], outputs: ['y'] },
      ],
      tensors: [whole('dims', [-1, 3, 4, 4]), tensor('w', [2, 3, 3, 3])],
    });
    expect(told.filter(({ problem }) => problem)).toEqual([]);
    expect(network.input).toEqual({ height: 4, width: 4, channels: 3 });
    expect(receptiveFields(network.nodes)[network.indexOf('conv')]).toMatchObject({
      rows: { size: 3 },
    });
  });

  it('reads them as one image with any batch, where a kernel takes them at once', async () => {
    const values = Array.from({ length: 27 * 27 }, (_, i) => (i % 28 === 0 ? 1 : 0));
    const { network } = await read({
      image: [0, 27],
      nodes: [{ op: 'MatMul', name: 'same', inputs: ['x', 'w'], outputs: ['y'] }],
      tensors: [tensor('w', [27, 27], values)],
    });
    expect(network.input).toEqual({ height: 3, width: 3, channels: 3 });
    const channelsFirst = Array.from({ length: 27 }, (_, i) => i);
    const x = tf.transpose(tf.tensor4d(channelsFirst, [1, 3, 3, 3]), [0, 2, 3, 1]);
    expect([...forward(network, x).output.dataSync()]).toEqual(channelsFirst);
  });
});

describe('a model that leaves its size open', () => {
  const bytes = onnx({
    image: [0, 3, 0, 0],
    nodes: [
      { op: 'Conv', name: 'conv', inputs: ['x', 'w'], outputs: ['c'] },
      { op: 'GlobalAveragePool', inputs: ['c'], outputs: ['y'] },
    ],
    tensors: [tensor('w', [2, 3, 3, 3])],
  });
  const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const read = (beside?: object, inputSize?: number) => {
    const files = new Map([['model.onnx', bytes]]);
    if (beside) files.set('preprocess.json', json(beside));
    return readOnnx((name) => Promise.resolve(files.get(name)), {
      ...(inputSize !== undefined && { inputSize }),
    });
  };

  it('has the size that is asked for, or else that of preprocess.json', async () => {
    expect((await read({ inputSize: 12 })).network.input).toMatchObject({ height: 12, width: 12 });
    const asked = await read({ inputSize: 12, scale: 2 }, 20);
    expect(asked.network.input).toMatchObject({ height: 20, width: 20 });
    expect(asked.preprocess).toMatchObject({ inputSize: 20, scale: 2 });
    expect((await read(undefined, 9)).preprocess.inputSize).toBe(9);
    await expect(read()).rejects.toThrow(
      'the model leaves its input size open; say it as "inputSize" in preprocess.json, or by --input-size',
    );
  });

  it('is told from one that has a size of its own', async () => {
    const fixed = onnx({
      image: [1, 3, 8, 8],
      nodes: [{ op: 'GlobalAveragePool', inputs: ['x'], outputs: ['y'] }],
    });
    const open = (inputSize: number) =>
      readOnnx((name) => Promise.resolve(name === 'model.onnx' ? fixed : undefined), { inputSize });
    expect((await open(8)).preprocess.inputSize).toBe(8);
    await expect(open(9)).rejects.toThrow(
      'the model reads images of 8×8 pixels and no others; it cannot take 9',
    );
  });
});

describe('a model that reads what no photo is', () => {
  const read = (image: number[]) => {
    const bytes = onnx({
      ...{ image, nodes: [{ op: 'GlobalAveragePool', inputs: ['x'], outputs: ['y'] }] },
    });
    return readOnnx((name) => Promise.resolve(name === 'model.onnx' ? bytes : undefined));
  };

  it.each([
    [[1, 4, 8, 8], 'it reads images of 4 channels; photos have three colours, or one brightness'],
  ])('%j is opened, and told apart from what photos fit', async (image, reason) => {
    const model = await read(image);
    expect(inputProblem(model)).toContain(reason);
    for (const layer of model.layers) expect(layerProblem(model, layer)).toContain(reason);
    expect(answerProblem(model)).toContain(reason);
  });
});
