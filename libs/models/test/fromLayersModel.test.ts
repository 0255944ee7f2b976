import { forward, projectToTensor, strongestUnits, type Network } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tfl from '@tensorflow/tfjs-layers';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fromLayersModel, readLayers, UnsupportedLayer } from '../src/index.js';
import { randomize } from './randomize.js';

/** An activation that is registered with TensorFlow.js, and nobody else knows. */
class Cube extends tf.serialization.Serializable {
  static readonly className = 'cube';
  apply(x: tf.Tensor): tf.Tensor {
    return tf.pow(x, 3);
  }
  getConfig(): tf.serialization.ConfigDict {
    return {};
  }
}

function ownActivation(): tfl.layers.Layer {
  tf.serialization.registerClass(Cube);
  return tfl.layers.activation({ activation: 'cube' as 'relu' });
}

const SIDE = 24;
const { layers } = tfl;

const conv = (filters: number, kernelSize: number, more: object = {}) =>
  layers.conv2d({ filters, kernelSize, padding: 'same', activation: 'relu', ...more });

function sequential(): tfl.LayersModel {
  return tfl.sequential({
    layers: [
      conv(6, 5, { strides: 2, inputShape: [SIDE, SIDE, 3], name: 'conv1' }),
      layers.maxPooling2d({ poolSize: 3, strides: 2, name: 'pool1' }),
      conv(8, 3, { activation: 'linear', name: 'conv2' }),
      layers.batchNormalization({ name: 'norm2' }),
      layers.reLU({ name: 'relu2' }),
      layers.zeroPadding2d({
        padding: [
          [1, 0],
          [0, 1],
        ],
        name: 'pad',
      }),
      layers.separableConv2d({ filters: 7, kernelSize: 3, activation: 'relu', name: 'separable' }),
      layers.depthwiseConv2d({
        kernelSize: 3,
        depthMultiplier: 2,
        activation: 'relu',
        padding: 'same',
        name: 'depthwise',
      }),
      layers.dropout({ rate: 0.5, name: 'drop' }),
      layers.flatten({ name: 'flat' }),
      layers.dense({ units: 9, activation: 'relu', name: 'fc' }),
      layers.dense({ units: 5, activation: 'softmax', name: 'prob' }),
    ],
  });
}

function branching(dilationRate = 2): tfl.LayersModel {
  const input = tfl.input({ shape: [SIDE, SIDE, 3] });
  const stem = conv(6, 3, { name: 'stem' }).apply(input) as tfl.SymbolicTensor;
  const small = conv(4, 1, { name: 'small' }).apply(stem) as tfl.SymbolicTensor;
  const large = conv(5, 3, { dilationRate, name: 'large' }).apply(stem) as tfl.SymbolicTensor;
  // Padded apart: tfjs' own gradient of average pooling with `same` padding divides by the whole window.
  const padded = layers.zeroPadding2d({ name: 'pad' }).apply(stem) as tfl.SymbolicTensor;
  const pooled = layers
    .averagePooling2d({ poolSize: 3, strides: 1, name: 'average' })
    .apply(padded) as tfl.SymbolicTensor;
  const joined = layers
    .concatenate({ name: 'join' })
    .apply([small, large, pooled]) as tfl.SymbolicTensor;
  const left = conv(8, 3, { activation: 'linear', name: 'left' }).apply(
    joined,
  ) as tfl.SymbolicTensor;
  const right = conv(8, 1, { activation: 'linear', name: 'right' }).apply(
    joined,
  ) as tfl.SymbolicTensor;
  const sum = layers.add({ name: 'sum' }).apply([left, right]) as tfl.SymbolicTensor;
  const active = layers
    .activation({ activation: 'relu', name: 'active' })
    .apply(sum) as tfl.SymbolicTensor;
  const top = layers.globalAveragePooling2d({ name: 'mean' }).apply(active) as tfl.SymbolicTensor;
  return tfl.model({ inputs: input, outputs: top });
}

function nested(): tfl.LayersModel {
  const inner = tfl.sequential({
    name: 'inner',
    layers: [
      conv(4, 3, { inputShape: [SIDE, SIDE, 3], name: 'a' }),
      layers.leakyReLU({ name: 'leaky' }),
    ],
  });
  return tfl.sequential({
    layers: [
      inner,
      layers.maxPooling2d({ poolSize: 2, name: 'pool' }),
      layers.globalMaxPooling2d({ name: 'top' }),
    ],
  });
}

/** A layer and a nested model that are both used twice. */
function shared(): tfl.LayersModel {
  const input = tfl.input({ shape: [SIDE, SIDE, 3] });
  const twice = conv(3, 3, { name: 'twice' });
  const inner = tfl.sequential({
    name: 'inner',
    layers: [conv(4, 3, { inputShape: [SIDE, SIDE, 3], name: 'a' })],
  });
  const once = twice.apply(input) as tfl.SymbolicTensor;
  const again = twice.apply(once) as tfl.SymbolicTensor;
  const sum = layers
    .add({ name: 'sum' })
    .apply([inner.apply(once), inner.apply(again)] as tfl.SymbolicTensor[]);
  const top = layers.globalAveragePooling2d({ name: 'mean' }).apply(sum) as tfl.SymbolicTensor;
  return tfl.model({ inputs: input, outputs: top });
}

const MODELS = { sequential, branching: () => branching(), nested, shared };
let made: { dispose(): unknown }[] = [];
function network(build: () => tfl.LayersModel): { model: tfl.LayersModel; network: Network } {
  const model = randomize(build());
  const read = fromLayersModel(model);
  made.push(model, read);
  return { model, network: read };
}
afterEach(() => {
  made.forEach((thing) => thing.dispose());
  made = [];
});

const photo = () => tf.randomNormal<tf.Rank.R4>([1, SIDE, SIDE, 3], 0, 1, 'float32', 3);
const error = (a: tf.Tensor, b: tf.Tensor): number =>
  tf.tidy(
    () => tf.div(tf.max(tf.abs(tf.sub(a, b))), tf.add(tf.max(tf.abs(b)), 1e-9)).dataSync()[0]!,
  );

describe.each(['cpu', 'wasm'])('networks read from a LayersModel on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
    expect(tf.getBackend()).toBe(backend);
  });

  it.each(Object.entries(MODELS))('%s: the forward pass equals model.predict', (_, build) => {
    const { model, network: net } = network(build);
    const x = photo();
    const record = forward(net, x);
    const known = model.predict(x) as tf.Tensor;
    expect(error(tf.reshape(record.output, known.shape), known)).toBeLessThan(1e-5);
    record.dispose();
  });

  it.each(Object.entries(MODELS))('%s: cropped projections equal whole maps', async (_, build) => {
    const { network: net } = network(build);
    const x = photo();
    const record = forward(net, x);
    for (const { name } of net.layers) {
      const units = (await strongestUnits(record, name)).slice(0, 4);
      const [batch, whole] = [
        projectToTensor(record, units),
        projectToTensor(record, units, { wholeMaps: true }),
      ];
      units.forEach((unit, i) => {
        const { top, left, height, width } = batch.boxes[i]!;
        const piece = tf.slice(batch.pixels, [i, 0, 0, 0], [1, height, width, 3]);
        const padded = tf.pad(piece, [
          [0, 0],
          [top, SIDE - top - height],
          [left, SIDE - left - width],
          [0, 0],
        ]);
        expect(error(padded, tf.slice(whole.pixels, i, 1))).toBeLessThan(1e-5);
        const single = projectToTensor(record, [unit]);
        expect(error(tf.sum(single.pixels), tf.sum(piece))).toBeLessThan(1e-3);
      });
    }
    record.dispose();
  });

  it('names each use of a shared layer and of a nested model', () => {
    const { network: net } = network(shared);
    expect(net.layers.map(({ name }) => name)).toEqual([
      'twice',
      'inner/a',
      'twice#2',
      'inner#2/a',
      'sum',
      'mean',
    ]);
  });

  it('leaks no tensor', async () => {
    const { network: net } = network(MODELS.branching);
    const x = photo();
    const before = tf.memory().numTensors;
    const record = forward(net, x);
    const units = await strongestUnits(record, 'active');
    tf.dispose(projectToTensor(record, units.slice(0, 3)).pixels);
    record.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('rules against autodiff on cpu', () => {
  beforeAll(() => tf.setBackend('cpu').then(() => undefined));

  // tfjs has no gradient of a dilated convolution to compare with.
  const differentiable = { ...MODELS, branching: () => branching(1) };

  it.each(Object.entries(differentiable))('%s: the gradient rule is tf.grad', async (_, build) => {
    const { model, network: net } = network(build);
    const x = photo();
    const record = forward(net, x);
    const last = net.layers[net.layers.length - 1]!.name;
    const [unit] = await strongestUnits(record, last);
    const { pixels } = projectToTensor(record, [unit!], {
      rule: 'gradient',
      signal: 1,
      wholeMaps: true,
    });
    const score = (image: tf.Tensor) =>
      tf.sum(
        tf.slice(
          tf.reshape(model.predict(image) as tf.Tensor, [1, -1]),
          [0, unit!.channel],
          [1, 1],
        ),
      );
    const known = tf.grad((image) => score(image))(x);
    expect(error(pixels, known)).toBeLessThan(1e-4);
    record.dispose();
  });

  it('the deconvnet rule is the gradient with the ReLU rule swapped', async () => {
    const { model, network: net } = network(sequential);
    const record = forward(net, photo());
    const [unit] = await strongestUnits(record, 'relu2');
    const { pixels } = projectToTensor(record, [unit!], { signal: 1, wholeMaps: true });
    const swapped = tf.customGrad((x, save) => {
      (save as (t: tf.Tensor[]) => void)([x as tf.Tensor]);
      return { value: tf.relu(x as tf.Tensor), gradFunc: (dy: tf.Tensor) => [tf.relu(dy)] };
    });
    const weight = (layer: string, i: number) => model.getLayer(layer).getWeights()[i]!;
    const score = (image: tf.Tensor): tf.Tensor => {
      const first = tf.add(
        tf.conv2d(image as tf.Tensor4D, weight('conv1', 0) as tf.Tensor4D, 2, 'same'),
        weight('conv1', 1),
      );
      const pooled = tf.maxPool(swapped(first) as tf.Tensor4D, 3, 2, 'valid');
      const second = tf.add(
        tf.conv2d(pooled, weight('conv2', 0) as tf.Tensor4D, 1, 'same'),
        weight('conv2', 1),
      );
      const normed = tf.batchNorm(
        second as tf.Tensor4D,
        weight('norm2', 2) as tf.Tensor1D,
        weight('norm2', 3) as tf.Tensor1D,
        weight('norm2', 1) as tf.Tensor1D,
        weight('norm2', 0) as tf.Tensor1D,
        1e-3,
      );
      return tf.sum(tf.slice(swapped(normed), [0, ...unit!.at, unit!.channel], [1, 1, 1, 1]));
    };
    expect(error(pixels, tf.grad(score)(photo()))).toBeLessThan(1e-4);
    record.dispose();
  });
});

describe('layers without a way down', () => {
  beforeAll(() => tf.setBackend('cpu').then(() => undefined));

  /** Two branches over a stem; one goes up and down in size. */
  function halfReadable(): tfl.LayersModel {
    const input = tfl.input({ shape: [SIDE, SIDE, 3] });
    const stem = conv(4, 3, { name: 'stem' }).apply(input);
    const up = layers.upSampling2d({ size: [2, 2], name: 'up' }).apply(stem);
    const down = layers.maxPooling2d({ poolSize: 2, name: 'down' }).apply(up);
    const side = conv(5, 3, { name: 'side' }).apply(stem);
    const join = layers.concatenate({ name: 'join' }).apply([down, side] as tfl.SymbolicTensor[]);
    const odd = layers.permute({ dims: [2, 1, 3], name: 'odd' }).apply(join);
    return tfl.model({ inputs: input, outputs: odd as tfl.SymbolicTensor });
  }

  it('are named, with their class and the reason', () => {
    const model = halfReadable();
    made.push(model);
    const before = tf.memory().numTensors;
    expect(() => fromLayersModel(model)).toThrow(UnsupportedLayer);
    expect(() => fromLayersModel(model)).toThrow(/layer "up" \(UpSampling2D\)/);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('keep only what reads them from being projected', async () => {
    const model = randomize(halfReadable());
    const { network: net, layers: reports } = readLayers(model);
    made.push(model, net);
    expect(
      reports.map(({ name, shape, blockedBy, problem }) => [
        name,
        shape.join('×'),
        problem === undefined ? 'projectable' : blockedBy.join(),
      ]),
    ).toEqual([
      ['stem', '24×24×4', 'projectable'],
      ['up', '48×48×4', ''],
      ['down', '24×24×4', 'up'],
      ['side', '24×24×5', 'projectable'],
      ['join', '24×24×9', 'up'],
      ['odd', '24×24×9', 'up'],
    ]);
    const record = forward(net, photo());
    expect(() => record.output).toThrow('only in part');
    const [unit] = await strongestUnits(record, 'side');
    const { pixels } = projectToTensor(record, [unit!], { rule: 'gradient', signal: 1 });
    const side = tfl.model({ inputs: model.inputs, outputs: model.getLayer('side').output });
    const score = (x: tf.Tensor) =>
      tf.sum(tf.slice(side.predict(x) as tf.Tensor, [0, ...unit!.at, unit!.channel], [1, 1, 1, 1]));
    expect(error(tf.sum(pixels), tf.sum(tf.grad(score)(photo())))).toBeLessThan(1e-4);
    record.dispose();
  });

  it.each([
    ['concatenation along rows', layers.concatenate({ axis: 1 }), 'axis 1'],
    ['softmax along columns', layers.softmax({ axis: 2 }), 'axis 2'],
    ['normalisation along rows', layers.batchNormalization({ axis: 1 }), 'axis 1'],
    ['an activation of its own', ownActivation(), 'cube'],
    ['channels first', layers.flatten({ dataFormat: 'channelsFirst' }), 'channels_first'],
    ['a sequence', layers.reshape({ targetShape: [SIDE, SIDE * 3] }), '2 axes'],
  ])('include %s', (_, layer, reason) => {
    const input = tfl.input({ shape: [SIDE, SIDE, 3] });
    const joins = layer.getClassName() === 'Concatenate';
    const output = layer.apply(joins ? [input, input] : input) as tfl.SymbolicTensor;
    const model = tfl.model({ inputs: input, outputs: output });
    const { network: net, layers: reports } = readLayers(model);
    made.push(model, net);
    expect(reports).toHaveLength(1);
    expect(reports[0]!.problem).toContain(reason);
  });
});
