import { forward } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tfl from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLayersModel } from '../src/index.js';
import { LrnLayer } from '../src/LrnLayer.js';
import { randomize } from './randomize.js';

const { layers } = tfl;
const SHAPE: [number, number, number] = [13, 14, 3];

type Layer = tfl.layers.Layer;
type Value = tfl.SymbolicTensor;

const padding = fc.constantFrom('same' as const, 'valid' as const);
const activation = fc.constantFrom(
  ...(['linear', 'relu', 'tanh', 'swish', 'gelu', 'gelu_new', 'mish'] as const),
);
const size = fc.integer({ min: 1, max: 3 });
const strides = fc.integer({ min: 1, max: 2 });
const filters = fc.integer({ min: 1, max: 5 });
const margin = fc.nat(2);

/** Every kind of layer that reads one map and makes another, with any settings. */
const oneLayer: fc.Arbitrary<() => Layer> = fc.oneof(
  fc
    .record({ filters, kernelSize: size, strides, padding, activation, useBias: fc.boolean() })
    .map((config) => () => layers.conv2d(config)),
  fc
    .record({ filters, kernelSize: size, dilationRate: strides, padding, activation })
    .map((config) => () => layers.conv2d(config)),
  fc
    .record({ kernelSize: size, depthMultiplier: strides, strides, padding, activation })
    .map((config) => () => layers.depthwiseConv2d(config)),
  fc
    .record({ filters, kernelSize: size, depthMultiplier: strides, strides, padding })
    .map((config) => () => layers.separableConv2d(config)),
  fc
    .record({ poolSize: size, strides, padding })
    .map((config) => () => layers.maxPooling2d(config)),
  fc
    .record({ poolSize: size, strides, padding })
    .map((config) => () => layers.averagePooling2d(config)),
  fc
    .record({ scale: fc.boolean(), center: fc.boolean() })
    .map((config) => () => layers.batchNormalization(config)),
  fc.tuple(margin, margin, margin, margin).map(
    ([top, bottom, left, right]) =>
      () =>
        layers.zeroPadding2d({
          padding: [
            [top, bottom],
            [left, right],
          ],
        }),
  ),
  fc.constant(() => layers.reLU({ maxValue: 1 })),
  fc.constant(() => layers.leakyReLU({ alpha: 0.2 })),
  fc.constant(() => layers.prelu({ sharedAxes: [1, 2] })),
  fc.constant(() => layers.dropout({ rate: 0.5 })),
  fc.constant(() => new LrnLayer({ depthRadius: 1, alpha: 0.5, beta: 0.75 })),
);

/** Two branches that meet, or one path on. */
interface Block {
  meet: 'alone' | 'concatenate' | 'add';
  make: () => Layer;
  size: number;
}
const block: fc.Arbitrary<Block> = fc.record({
  meet: fc.constantFrom('alone' as const, 'alone' as const, 'concatenate' as const, 'add' as const),
  make: oneLayer,
  size,
});

function stack(below: Value, { meet, make, size: kernelSize }: Block): Value {
  const made = make();
  const above = fits(below, made) ? (made.apply(below) as Value) : below;
  if (meet === 'alone') return above;
  const branch = (filters: number): Value =>
    layers.conv2d({ filters, kernelSize, padding: 'same' }).apply(above) as Value;
  const join = meet === 'add' ? layers.add() : layers.concatenate();
  return join.apply([above, branch(meet === 'add' ? above.shape[3]! : 2)]) as Value;
}

/** Whether a layer without padding still finds whole windows in the map. */
function fits(below: Value, layer: Layer): boolean {
  const [, height, width] = layer.computeOutputShape(below.shape) as number[];
  return height! > 0 && width! > 0;
}

/** What stands between the last map and the answer. */
const TOPS = {
  map: undefined,
  flatten: () => layers.flatten(),
  'global average': () => layers.globalAveragePooling2d({}),
  'global maximum': () => layers.globalMaxPooling2d({}),
};

function build(blocks: Block[], top: keyof typeof TOPS): tfl.LayersModel {
  const inputs = tfl.input({ shape: SHAPE });
  const map = blocks.reduce(
    stack,
    layers.activation({ activation: 'linear' }).apply(inputs) as Value,
  );
  const make = TOPS[top];
  if (!make) return randomize(tfl.model({ inputs, outputs: map }));
  const answer = layers.dense({ units: 4, activation: 'softmax' }).apply(make().apply(map));
  return randomize(tfl.model({ inputs, outputs: answer as Value }));
}

async function useBackend(name: string): Promise<void> {
  await tf.setBackend(name);
  expect(tf.getBackend()).toBe(name);
}

const photos = (): tf.Tensor4D => tf.randomNormal([2, ...SHAPE], 0, 1, 'float32', 3);

describe.each(['cpu', 'wasm'])('random models on %s', (backend) => {
  it('the forward pass equals model.predict', async () => {
    const blocks = fc.array(block, { minLength: 1, maxLength: 5 });
    const tops = fc.constantFrom(...(Object.keys(TOPS) as (keyof typeof TOPS)[]));
    await fc.assert(
      fc.asyncProperty(blocks, tops, async (drawn, top) => {
        // On cpu: tfjs' own pooling is wrong on wasm where a window's maximum is not positive.
        await useBackend('cpu');
        const model = build(drawn, top);
        const known = tf.tidy(() => (model.predict(photos()) as tf.Tensor).dataSync<'float32'>());
        await useBackend(backend);
        const network = fromLayersModel(model);
        const x = photos();
        const record = forward(network, x);
        const actual = record.output.dataSync();
        const largest = known.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);
        expect(actual.length).toBe(known.length);
        known.forEach((value, i) => {
          expect(Math.abs(actual[i]! - value) / largest).toBeLessThan(1e-4);
        });
        x.dispose();
        record.dispose();
        network.dispose();
        model.dispose();
      }),
      { seed: 2013, numRuns: 60 },
    );
  });
});
