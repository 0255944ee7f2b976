import {
  averagePoolOp,
  forward,
  identity,
  input,
  maxPoolOp,
  NetworkBuilder,
  pass,
  passEngine,
  setPassEngine,
} from '@deconv/core';
import { axisWindow } from '@deconv/geometry';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomTensor, relativeError } from '../../core/test/backends.js';
import { randomNetwork, STEP_NAMES, type StepName } from '../../core/test/randomNetwork.js';
import { RuntimeEngine } from '../src/index.js';
import { runtime } from './runtime.js';

const INPUT = { height: 11, width: 12, channels: 2 };
const IMAGES = 2;

beforeAll(async () => {
  await tf.setBackend('wasm');
  if (runtime) setPassEngine(new RuntimeEngine(runtime, { threads: 1 }));
});
afterAll(() => setPassEngine(undefined));

const steps = fc.array(fc.constantFrom(...STEP_NAMES), { minLength: 1, maxLength: 4 });
const seeds = fc.nat({ max: 2 ** 31 - 1 });

function drawn(names: StepName[], seed: number) {
  const { network } = randomNetwork(INPUT, names, seed);
  const shape: Tensor4D['shape'] = [IMAGES, INPUT.height, INPUT.width, INPUT.channels];
  return { network, x: randomTensor<tf.Rank.R4>(shape, seed) };
}

describe.skipIf(!runtime)('passes on ONNX Runtime', () => {
  it.each(STEP_NAMES)('a network with %s has the maps that tfjs computes', async (name) => {
    await fc.assert(
      fc.asyncProperty(steps, seeds, async (others, seed) => {
        const { network, x } = drawn([name, ...others], seed);
        const [native, own] = [await pass(network, x), forward(network, x)];
        for (const { name, op } of network.layers) {
          const [mine, its] = [native.activation(name), own.activation(name)];
          expect(mine.shape).toEqual(its.shape);
          expect(relativeError(mine.dataSync(), its.dataSync()), op.kind).toBeLessThan(1e-4);
        }
        tf.dispose(x);
        [native, own, network].forEach((each) => each.dispose());
      }),
      { numRuns: 5, seed: 20 },
    );
  });

  it('where values tie, and where none is positive, the first maximum has the switch', async () => {
    const numbers = [0, 0, 0, 0, -1, -1, -2, -1, 3, 1, 3, 3, -4, -5, -5, -4];
    const window = { rows: axisWindow({ size: 3, stride: 2, before: 1, after: 1 }) };
    const builder = new NetworkBuilder();
    const start = builder.add('input', input({ height: 4, width: 4, channels: 1 }), []);
    const op = maxPoolOp(builder.shape(start), { ...window, columns: window.rows });
    const network = builder.build(builder.add('pool', op, [start], op.kind));
    const x = tf.tensor4d(numbers, [1, 4, 4, 1]);
    const [native, own] = [await pass(network, x), forward(network, x)];
    expect([...native.switchesAt(1).dataSync()]).toEqual([...own.switchesAt(1).dataSync()]);
    [native, own].forEach((each) => each.dispose());
    x.dispose();
  });

  it('the strongest of tied values stands at the first place, and what is no number shows', async () => {
    const builder = new NetworkBuilder();
    const start = builder.add('input', input({ height: 2, width: 3, channels: 2 }), []);
    const op = identity('Same', builder.shape(start));
    const network = builder.build(builder.add('same', op, [start], op.kind));
    const find = async (numbers: number[]) => {
      const x = tf.tensor4d(numbers, [1, 2, 3, 2]);
      return passEngine()!
        .strongest(network, x, [1])!
        .finally(() => x.dispose());
    };
    const { values, places, magnitudes } = await find([0, -2, 5, -1, 5, -3, 1, -1, 5, -1, 0, -9]);
    expect([[...values[0]!], [...places[0]!]]).toEqual([
      [5, -1],
      [1, 1],
    ]);
    expect(magnitudes).toEqual([33]);
    for (const broken of [NaN, Infinity, -Infinity]) {
      const found = await find([0, 1, 2, 3, broken, 5, 6, 7, 8, 9, 10, 11]);
      expect(Number.isFinite(found.magnitudes[0])).toBe(false);
    }
  });

  it('a device that is not there is named', async () => {
    const { network, x } = drawn(['convolution'], 1);
    setPassEngine(new RuntimeEngine(runtime!, { device: 'no-such-device' }));
    await expect(pass(network, x)).rejects.toThrow(/does not take this network on no-such-device/);
    setPassEngine(new RuntimeEngine(runtime!, { threads: 1 }));
    tf.dispose(x);
    network.dispose();
  });

  it('a network with an op that ONNX has no form for is left to tfjs', async () => {
    const builder = new NetworkBuilder();
    const start = builder.add('input', input({ height: 2, width: 2, channels: 1 }), []);
    const odd = identity('Odd', builder.shape(start));
    delete odd.onnx;
    const network = builder.build(builder.add('odd', odd, [start], odd.kind));
    const x = tf.ones<tf.Rank.R4>([1, 2, 2, 1]);
    const reasons: string[] = [];
    setPassEngine(new RuntimeEngine(runtime!, { onLeft: (reason) => reasons.push(reason) }));
    expect(passEngine()!.maps(network, x, { nodes: [1] })).toBeUndefined();
    expect(passEngine()!.strongest(network, x, [1])).toBeUndefined();
    expect(reasons).toEqual(['the network: "odd" (Odd) has no form in ONNX\' operators']);
    const record = await pass(network, x);
    expect([...record.activation('odd').dataSync()]).toEqual([1, 1, 1, 1]);
    record.dispose();
    x.dispose();
  });

  it('parts of maps that ONNX has no form for are left to tfjs, and that is said once', () => {
    const builder = new NetworkBuilder();
    const shape = { height: 4, width: 4, channels: 1 };
    const start = builder.add('input', input(shape), []);
    // How many positions a mean is of depends on where the window lies.
    const axis = axisWindow({ size: 2, before: 1 });
    const pooling = averagePoolOp(shape, { rows: axis, columns: axis });
    const node = builder.add('mean', pooling, [start], pooling.kind);
    const network = builder.build(node);
    const reasons: string[] = [];
    const engine = new RuntimeEngine(runtime!, { onLeft: (reason) => reasons.push(reason) });
    const graph = {
      nodes: [node],
      inputs: [{ node, k: 0, from: start }],
      outputs: [node],
      sums: [],
    };
    for (let i = 0; i < 2; i++) expect(engine.holdsParts(network, graph)).toBe(false);
    expect(reasons).toEqual([
      `what changes in the network: "mean" (${pooling.kind}) has no form for parts of maps in ONNX' operators`,
    ]);
  });
});
