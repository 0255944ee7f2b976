import {
  averagePoolOp,
  elementary,
  ELEMENTARIES,
  forward,
  input,
  maxPoolOp,
  NetworkBuilder,
  pass,
  productOp,
  quotientOp,
  scaleOp,
  SELF_GATED,
  selfGated,
  setPassEngine,
  shiftOp,
  type Op,
} from '@deconv/core';
import { axisWindow, outputExtent, type AxisWindow, type MapShape } from '@deconv/geometry';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomTensor, relativeError } from '../../core/test/backends.js';
import { RuntimeEngine } from '../src/index.js';
import { runtime } from './runtime.js';

const SHAPE: MapShape = { height: 5, width: 4, channels: 3 };

beforeAll(async () => {
  await tf.setBackend('wasm');
  if (runtime) setPassEngine(new RuntimeEngine(runtime, { threads: 1, onLeft: fail }));
});
afterAll(() => setPassEngine(undefined));

/** Nothing may be left to tfjs here, or it would be held against itself. */
function fail(what: string): void {
  throw new Error(`left to tfjs: ${what}`);
}

/** A network of one op, whose inputs are all the picture. */
function networkOf(op: Op, inputs = 1, shape = SHAPE) {
  const builder = new NetworkBuilder();
  const start = builder.add('input', input(shape), []);
  const node = builder.add('op', op, new Array<number>(inputs).fill(start), op.kind);
  return builder.build(node);
}

const functions = [
  ...ELEMENTARIES.map((name) => [name, () => elementary(name, SHAPE), 1] as const),
  ...SELF_GATED.map((name) => [name, () => selfGated(name, SHAPE), 1] as const),
];

const positions = (channels: number): Tensor4D =>
  randomTensor<tf.Rank.R4>([1, SHAPE.height, SHAPE.width, channels], 3);

describe.skipIf(!runtime)('an op in ONNX’ operators', () => {
  it.each<readonly [string, () => Op, number]>([
    ...functions,
    ['a product', () => productOp([SHAPE, SHAPE]), 2],
    ['a quotient', () => quotientOp([SHAPE, SHAPE]), 2],
    ['a number for each position, added', () => shiftOp(SHAPE, positions(1)), 1],
    ['a number for each value, multiplied', () => scaleOp(SHAPE, positions(3)), 1],
  ])('%s has the values that tfjs computes', async (name, make, inputs) => {
    const network = networkOf(make(), inputs);
    // Above 0, where every function has a value; and large and negative ones where gates are nearly shut.
    const drawn = randomTensor<tf.Rank.R4>([2, 5, 4, 3], 9);
    const isGate = SELF_GATED.includes(name);
    const x = tf.tidy(() =>
      isGate ? tf.mul<Tensor4D>(drawn, 6) : tf.add<Tensor4D>(tf.abs(drawn), 0.1),
    );
    const [native, own] = [await pass(network, x), forward(network, x)];
    expect(relativeError(await native.numbersAt(1), await own.numbersAt(1))).toBeLessThan(1e-5);
    [native, own, network].forEach((each) => each.dispose());
    tf.dispose([x, drawn]);
  });
});

/** Maximum and first offset by enumeration, for a map of one channel. */
function poolByHand(values: readonly number[], side: number, window: AxisWindow) {
  const { size, stride, before } = window;
  const { height } = outputExtent({ height: side, width: side }, { rows: window, columns: window });
  const found = { value: [] as number[], switches: [] as number[] };
  for (let place = 0; place < height * height; place++) {
    let [best, first] = [-Infinity, 0];
    for (let tap = 0; tap < size * size; tap++) {
      const row = Math.floor(place / height) * stride - before + Math.floor(tap / size);
      const column = (place % height) * stride - before + (tap % size);
      if (Math.min(row, column) < 0 || Math.max(row, column) >= side) continue;
      const value = values[row * side + column]!;
      if (value > best) [best, first] = [value, tap];
    }
    found.value.push(best);
    found.switches.push(first);
  }
  return found;
}

describe.skipIf(!runtime)('max pooling on ONNX Runtime', () => {
  it('has the first maximum of every window: ties, negative ones, padding, and what ceil mode adds', async () => {
    // Rounding up is padding after the map, more than before it.
    const windows = [
      axisWindow({ size: 2, stride: 2 }),
      axisWindow({ size: 3, stride: 2, before: 1, after: 1 }),
      axisWindow({ size: 3, stride: 2, after: 1 }),
      axisWindow({ size: 3, stride: 2, before: 1, after: 2 }),
      axisWindow({ size: 2, stride: 3, after: 1 }),
      axisWindow({ size: 3, stride: 1, before: 2, after: 2 }),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 3, max: 8 }),
        fc.constantFrom(...windows),
        fc.array(fc.integer({ min: -3, max: 1 }), { minLength: 64, maxLength: 64 }),
        async (side, axis, drawn) => {
          const values = drawn.slice(0, side * side);
          const shape = { height: side, width: side, channels: 1 };
          const network = networkOf(maxPoolOp(shape, { rows: axis, columns: axis }), 1, shape);
          const x = tf.tensor4d(values, [1, side, side, 1]);
          const record = await pass(network, x);
          const known = poolByHand(values, side, axis);
          expect([...(await record.numbersAt(1))]).toEqual(known.value);
          expect([...record.switchesAt(1).dataSync()]).toEqual(known.switches);
          [record, network, x].forEach((each) => each.dispose());
        },
      ),
      { numRuns: 40, seed: 5 },
    );
  });
});

describe.skipIf(!runtime)('average pooling of parts of maps', () => {
  it('has the numbers of whole maps, where every window counts all of its positions', async () => {
    const axis = axisWindow({ size: 2, stride: 2 });
    const op = averagePoolOp(SHAPE, { rows: axis, columns: axis });
    const network = networkOf(op);
    const engine = new RuntimeEngine(runtime!, { threads: 1, onLeft: fail });
    const graph = { nodes: [1], inputs: [{ node: 1, k: 0, from: 0 }], outputs: [1], sums: [1] };
    expect(engine.holdsParts(network, graph)).toBe(true);
    const x = randomTensor<tf.Rank.R4>([2, 4, 4, 3], 1);
    const part = { shape: x.shape, numbers: await x.data<'float32'>() };
    const [means, sums] = await engine.parts(network, graph, [part]);
    const expected = tf.avgPool(x, 2, 2, 'valid');
    expect(relativeError(means!, await expected.data())).toBeLessThan(1e-6);
    expect(relativeError(sums!, await tf.sum(expected, [1, 2]).data())).toBeLessThan(1e-6);
    tf.dispose([x, expected]);
    network.dispose();
  });
});
