import {
  convOp,
  denseOp,
  forward,
  input,
  lrnOp,
  maxPoolOp,
  NetworkBuilder,
  relu,
  reshapeOp,
  smoothActivation,
  softmax,
  type Network,
  type Op,
} from '@deconv/core';
import { axisWindow } from '@deconv/geometry';
import type { Answer, Model } from '@deconv/models';
import { readResults, writeResults, type AttributeResults } from '@deconv/results';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXPERIMENTS, runExperiment, type AskedOf } from '../src/index.js';
import { integratedGradients } from '../src/attribute/running/integratedGradients.js';
import theirs from './cases/attribution.json' with { type: 'json' };
import { tinyPorts } from './tinyPorts.js';

beforeAll(() => tf.setBackend('cpu'));

/** As `fixed` in `cases/attribution.py`. */
function fixed(count: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 16807) % (2 ** 31 - 1);
    return state / (2 ** 31 - 1) - 0.5;
  });
}

const SIDE = 8;
const along = (size: number, stride = 1) => {
  const axis = axisWindow({ size, stride });
  return { rows: axis, columns: axis };
};

/** Pixels → conv1 (3 × 3, 4 maps) → `then` → fc (3 classes, softmax). */
function networkOf(numbers: (count: number, seed: number) => number[], then: MakeOp[]): Network {
  const builder = new NetworkBuilder();
  let top = builder.add('input', input({ height: SIDE, width: SIDE, channels: 3 }), [], 'Input');
  const add = (name: string, op: Op, layer?: string): void => {
    top = builder.add(name, op, [top], layer);
  };
  const filter = tf.tensor4d(numbers(108, 1007), [3, 3, 3, 4]);
  const bias = tf.tensor1d(numbers(4, 2007));
  add('conv1/filter', convOp(builder.shape(top), along(3), filter, bias));
  then.forEach((make, i) => add(i ? `step${i}` : 'conv1', make(builder.shape(top)), 'Step'));
  const { height, width, channels } = builder.shape(top);
  const flat = { height: 1, width: 1, channels: height * width * channels };
  add('flat', reshapeOp('Flatten', builder.shape(top), flat), 'Flatten');
  const kernel = tf.tensor2d(numbers(flat.channels * 3, 3007), [flat.channels, 3]);
  add('fc/score', denseOp(flat, kernel));
  add('fc', softmax(builder.shape(top)), 'Dense');
  return builder.build(top);
}

type MakeOp = (shape: Op['shape']) => Op;

const LRN = { depthRadius: 1, bias: 1, alpha: 0.1, beta: 0.75 };
const THEIR_STEPS: MakeOp[] = [
  (shape) => relu(shape),
  (shape) => lrnOp(shape, LRN),
  (shape) => maxPoolOp(shape, along(2, 2)),
];

/** What a reader of models tells of such a network's answer: probabilities, made of the layer below. */
function answering(network: Network) {
  const [name, logits] = ['fc', network.output! - 1];
  const answer: Answer = { name, kind: 'probabilities', from: 'graph', numbers: 3, logits };
  return { network, outputs: [name], answer };
}

/** The network, the picture and the class of the case. */
function ask(asked: AskedOf<'attribute'>): Promise<AttributeResults> {
  const data = Uint8Array.from(fixed(SIDE * SIDE * 3, 4007), (v) => Math.floor((v + 0.5) * 256));
  const pixels = { width: SIDE, height: SIDE, data };
  const ports = tinyPorts(['a']);
  const preprocess = {
    ...{ inputSize: SIDE, channelOrder: 'RGB' as const },
    ...{ scale: 1 / 64, meanSubtract: [0, 0, 0] as [number, number, number] },
  };
  const network = networkOf(fixed, THEIR_STEPS);
  const layers = network.layers.map(({ name }) => ({ name, kind: 'Step', blockedBy: [] }));
  return runExperiment(EXPERIMENTS.attribute, asked, {
    ...ports,
    model: {
      ...answering(network),
      preprocess,
      layers,
      labels: ['x', 'y', 'z'],
    } as unknown as Model,
    photos: {
      names: ['a'],
      // eslint-disable-next-line @typescript-eslint/require-await -- photos elsewhere take a while
      async *all() {
        yield pixels;
      },
      at: () => Promise.resolve(pixels),
    },
  });
}

const largest = (map: number[][]): number => Math.max(...map.flat().map(Math.abs));

/** Each number is another one's, to a ten thousandth of the largest. */
function expectAlike(ours: number[][], others: number[][]): void {
  expect(ours.map((row) => row.length)).toEqual(others.map((row) => row.length));
  const furthest = Math.max(...ours.flat().map((value, i) => Math.abs(value - others.flat()[i]!)));
  expect(furthest / largest(others)).toBeLessThan(1e-4);
}

describe('the numbers of PyTorch, restated with their script in cases/attribution.py', () => {
  it('are those of integrated gradients, with the answers at both ends', async () => {
    const asked = { classIndex: 2, steps: 20, fill: '10,20,30' };
    const [image] = (await ask(asked)).images;
    expectAlike(image!.map, theirs.integratedGradients);
    expect(image!.probability).toBeCloseTo(theirs.probability, 6);
    expect(image!.completeness!.baseline).toBeCloseTo(theirs.baseline, 6);
    const sum = theirs.integratedGradients.flat().reduce((a, b) => a + b);
    expect(image!.completeness!.sum).toBeCloseTo(sum, 5);
    expect(image!.completeness!.difference).toBeCloseTo(theirs.probability - theirs.baseline, 6);
  });

  it('are those of Grad-CAM', async () => {
    const [image] = (await ask({ method: 'grad-cam', classIndex: 2, layer: 'conv1' })).images;
    expectAlike(image!.map, theirs.gradCam);
    expect(image!.grid).toEqual({ rows: 6, cols: 6 });
    expect(image!.completeness).toBeUndefined();
  });
});

describe('the document', () => {
  it('is read as it was written, for either method, and says what was left open', async () => {
    const results = [await ask({}), await ask({ method: 'grad-cam' })];
    for (const each of results) expect(readResults(writeResults(each))).toEqual(each);
    expect(results.map(({ options }) => options)).toEqual([
      { method: 'integrated-gradients', steps: 50, fill: '0,0,0', fit: 'cover' },
      { method: 'grad-cam', layer: 'step2', fit: 'cover' },
    ]);
    const [image] = results[0]!.images;
    expect(image).toMatchObject({ classIndex: 1, label: 'y', picture: 'image-1.png' });
    expect(image!.heat!.scale).toBeGreaterThan(0);
  });

  it.each([
    [{ method: 'grad-cam', steps: 3 }, 'steps is "3"; expected none: grad-cam has no such option'],
    [{ layer: 'conv1' }, 'layer is "conv1"; expected none'],
    [{ classIndex: 3 }, 'no class 3; expected 0 … 2'],
    [{ steps: 1001 }, 'steps is "1001"; expected a whole number from 1 to 1000'],
    [{ method: 'grad-cam', layer: 'conv' }, 'no layer is called "conv"; did you mean "conv1"?'],
  ] as [AskedOf<'attribute'>, string][])('is refused for %j', async (asked, message) => {
    await expect(ask(asked)).rejects.toThrow(message);
  });
});

const STEPS: Record<string, MakeOp> = {
  tanh: (shape) => smoothActivation('tanh', shape),
  softplus: (shape) => smoothActivation('softplus', shape),
  lrn: (shape) => lrnOp(shape, LRN),
  maxPool: (shape) => maxPoolOp(shape, along(2)),
};

describe('integrated gradients of networks drawn at random', () => {
  const drawn = fc.record({
    seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
    steps: fc.array(fc.constantFrom(...Object.keys(STEPS)), { minLength: 1, maxLength: 3 }),
    classIndex: fc.nat({ max: 2 }),
  });
  it('add up to the slope along the way, and to what it changes', () =>
    fc.assert(
      fc.asyncProperty(drawn, async ({ seed, steps, classIndex }) => {
        const numbers = (count: number, stream: number) =>
          fixed(count, 1 + ((seed + stream) % (2 ** 31 - 2)));
        const makes = steps.map((name) => STEPS[name]!);
        const network = networkOf(numbers, makes);
        const x = tf.tensor4d(numbers(SIDE * SIDE * 3, 1), [1, SIDE, SIDE, 3]);
        const baseline = tf.tensor1d([0.3, -0.1, 0]);
        const count = 40;
        const way = { classIndex, baseline, steps: count };
        const told: number[] = [];
        const found = await integratedGradients(network, x, {
          ...{ ...way, signal: new AbortController().signal, onStep: (done) => told.push(done) },
        });
        const answerAt = (share: number): number =>
          tf.tidy(() => {
            const at = tf.add(baseline, tf.mul(tf.sub(x, baseline), share));
            const record = forward(network, at as tf.Tensor4D);
            const answer = record.output.dataSync()[classIndex]!;
            record.dispose();
            return answer;
          });
        const sum = found.values.reduce((total, value) => total + value, 0);
        const slopes = Array.from({ length: count }, (_, k) => {
          const [middle, near] = [(k + 0.5) / count, 2e-3];
          return (answerAt(middle + near) - answerAt(middle - near)) / (2 * near);
        });
        const slope = slopes.reduce((total, value) => total + value, 0) / count;
        expect(Math.abs(sum - slope)).toBeLessThan(2e-3);
        expect(Math.abs(sum - (answerAt(1) - found.baseline))).toBeLessThan(5e-3);
        expect(told).toHaveLength(count);
        network.dispose();
        tf.dispose([x, baseline]);
      }),
      { numRuns: 15, seed: 1 },
    ));
});
