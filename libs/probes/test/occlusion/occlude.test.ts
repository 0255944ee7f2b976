import { forward, multiplyAdds, type Network } from '@deconv/core';
import { occluderBox, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomTensor, useBackend } from '../../../core/test/backends.js';
import { Draw } from '../../../core/test/Draw.js';
import { randomNetwork, STEP_NAMES, type StepName } from '../../../core/test/randomNetwork.js';
import { occlude, type Occlusion, type OcclusionOptions } from '../../src/index.js';

const INPUT: MapShape = { height: 11, width: 12, channels: 2 };
const FILL = [0.25, -0.5];

interface Drawn {
  steps: StepName[];
  seed: number;
  size: number;
  stride: number;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  steps: fc.array(fc.constantFrom(...STEP_NAMES), { minLength: 1, maxLength: 5 }),
  seed: fc.nat(),
  size: fc.integer({ min: 1, max: 6 }),
  stride: fc.integer({ min: 2, max: 5 }),
});

/** A bit of everything, always tried first. */
const EVERYTHING: Drawn = {
  steps: ['convolution', 'relu', 'inception', 'activePooling', 'lrn', 'residual', 'averagePooling'],
  seed: 48,
  size: 4,
  stride: 3,
};

/** A classifier on top of the steps, and an image for it. */
function setUp({ steps, seed }: Drawn): { network: Network; image: Tensor4D } {
  const { network } = randomNetwork(INPUT, [...steps, 'classifier'], seed);
  return { network, image: randomTensor([1, INPUT.height, INPUT.width, INPUT.channels], seed + 1) };
}

/** The image with the square at a place, pixel by pixel. */
function coveredImage(
  image: Tensor4D,
  { grid: { rows, cols, size, stride } }: Occlusion,
  at: [number, number],
  fill: readonly number[],
): Tensor4D {
  const box = occluderBox({ rows, columns: cols, size, stride }, INPUT, at);
  const pixels = image.dataSync().slice();
  for (let row = box.top; row < box.top + box.height; row++)
    for (let column = box.left; column < box.left + box.width; column++)
      fill.forEach((v, c) => (pixels[(row * INPUT.width + column) * INPUT.channels + c] = v));
  return tf.tensor4d(pixels, image.shape);
}

/** What whole passes over single covered images find. */
function bruteForce(
  network: Network,
  image: Tensor4D,
  result: Occlusion,
  fill: readonly number[],
): Pick<Occlusion, 'value' | 'label' | 'activity'> {
  const places = (read: (answer: number[], map: number[]) => number): number[][] =>
    Array.from({ length: result.grid.rows }, (_, row) =>
      Array.from({ length: result.grid.cols }, (_, column) =>
        tf.tidy(() => {
          const x = coveredImage(image, result, [row, column], fill);
          const record = forward(network, x);
          const layer = record.activation(result.layer);
          const map = tf.gather(layer, [result.channel], 3);
          const found = read([...record.output.dataSync()], [...map.dataSync()]);
          record.dispose();
          return found;
        }),
      ),
    );
  return {
    value: places((answer) => answer[result.classIndex]!),
    label: places((answer) => answer.indexOf(Math.max(...answer))),
    activity: places((_, map) => map.reduce((sum, value) => sum + value, 0)),
  };
}

/** Multiply-adds of all outputs that a NaN under the square reaches, at all places. Every weight lets it through. */
function reachedByNaN(network: Network, image: Tensor4D, result: Occlusion): number {
  let sum = 0;
  for (let row = 0; row < result.grid.rows; row++)
    for (let column = 0; column < result.grid.cols; column++)
      tf.tidy(() => {
        const x = coveredImage(image, result, [row, column], [NaN, NaN]);
        const record = forward(network, x, { everyNode: true });
        network.nodes.forEach(({ op }, i) => {
          const reached = tf.any(tf.isNaN(record.valueAt(i)), 3);
          sum += multiplyAdds(op) * tf.sum(tf.cast(reached, 'int32')).dataSync()[0]!;
        });
        record.dispose();
      });
  return sum;
}

/** Whose windows span the whole map, though each output reads a part of it. */
const SPANNING = new Set(['Conv2DTranspose', 'Join']);

/** Whether each op reads all that its windows span: what flattens a map may leave a part of it out. */
const keepsAll = ({ nodes }: Network): boolean =>
  nodes.every(({ op, inputs }) => {
    const { height, width, channels } = nodes[inputs[0] ?? 0]!.op.shape;
    if (SPANNING.has(op.kind)) return false;
    return op.kind !== 'Flatten' || op.shape.channels === height * width * channels;
  });

const mapsOf = ({ value, label, activity }: Occlusion) => ({ value, label, activity });

describe.each(['cpu', 'wasm'])('occlude on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  const check = (numRuns: number, test: (drawn: Drawn) => Promise<void>): Promise<void> =>
    fc.assert(fc.asyncProperty(drawn, test), { seed: 7, numRuns, examples: [[EVERYTHING]] });

  it('finds in random networks, to the bit, what passes over covered images find', () =>
    check(40, async (each) => {
      const { network, image } = setUp(each);
      const layer = new Draw(each.seed).pick(network.layers).name;
      const options: OcclusionOptions = { ...each, fill: FILL, layer };
      const result = await occlude(network, image, options);
      expect(mapsOf(result)).toEqual(bruteForce(network, image, result, FILL));
      const naive = await occlude(network, image, { ...options, naive: true });
      expect(naive).toEqual({
        ...result,
        macs: { ...result.macs, executed: result.macs.naive },
      });
      image.dispose();
      network.dispose();
    }));

  it('computes exactly the outputs that the square can change, no more', () =>
    check(backend === 'cpu' ? 40 : 5, async (each) => {
      const { network, image } = setUp(each);
      const { macs } = await occlude(network, image, each);
      expect(macs.executed).toBe(macs.tight);
      expect(macs.tight).toBeLessThanOrEqual(macs.naive);
      image.dispose();
      network.dispose();
    }));

  it('leaves no tensors behind, also when it is stopped', async () => {
    const { network, image } = setUp(EVERYTHING);
    await occlude(network, image, EVERYTHING);
    const before = tf.memory().numTensors;
    await occlude(network, image, EVERYTHING);
    await occlude(network, image, { ...EVERYTHING, naive: true });
    for (const naive of [false, true]) {
      const stop = new AbortController();
      const onProgress = () => stop.abort(new Error('enough'));
      const stopped = occlude(network, image, {
        ...EVERYTHING,
        naive,
        onProgress,
        signal: stop.signal,
      });
      await expect(stopped).rejects.toThrow('enough');
    }
    await expect(occlude(network, image, { ...EVERYTHING, layer: 'nowhere' })).rejects.toThrow(
      'no layer is called "nowhere"',
    );
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('occlude', () => {
  beforeAll(() => useBackend('cpu'));

  it('counts as the tight bound what a NaN under the square reaches', () =>
    fc.assert(
      fc.asyncProperty(drawn, async (each) => {
        const { network, image } = setUp(each);
        const result = await occlude(network, image, each);
        const { tight } = result.macs;
        const reached = reachedByNaN(network, image, result);
        if (keepsAll(network)) expect(tight).toBe(reached);
        // A window is a rectangle: that of an op that leaves a row out still spans it.
        else expect(tight).toBeGreaterThanOrEqual(reached);
        image.dispose();
        network.dispose();
      }),
      { seed: 11, numRuns: 40, examples: [[EVERYTHING]] },
    ));

  it('chooses the class that is answered, the deepest layer with places, and its strongest map', async () => {
    const { network, image } = setUp(EVERYTHING);
    const result = await occlude(network, image, { size: 4, stride: 4 });
    const record = forward(network, image);
    const answer = [...record.output.dataSync()];
    expect(result.classIndex).toBe(answer.indexOf(Math.max(...answer)));
    expect(result.clean.label).toBe(result.classIndex);
    expect(result.clean.value).toBe(answer[result.classIndex]);
    expect(result.layer).toBe(
      network.layers.findLast(({ extent }) => extent.height * extent.width > 1)!.name,
    );
    const layer = record.activation(result.layer);
    const strongest = tf.max(layer, [0, 1, 2]).dataSync();
    expect(result.channel).toBe(strongest.indexOf(Math.max(...strongest)));
  });

  it('covers with the mean colour of the image, unless told otherwise', async () => {
    const { network, image } = setUp(EVERYTHING);
    const mean = tf.mean(image, [0, 1, 2]).dataSync();
    const result = await occlude(network, image, { size: 5, stride: 4 });
    const told = await occlude(network, image, { size: 5, stride: 4, fill: [...mean] });
    result.value.flat().forEach((p, i) => expect(p).toBeCloseTo(told.value.flat()[i]!, 5));
    const other = await occlude(network, image, { size: 5, stride: 4, fill: [3, 3] });
    expect(other.value).not.toEqual(result.value);
  });

  it('has one place for a square larger than the image, at which everything changes', async () => {
    const { network, image } = setUp(EVERYTHING);
    const result = await occlude(network, image, { size: 50, stride: 7, fill: FILL });
    expect(result.grid).toEqual({ rows: 1, cols: 1, size: 50, stride: 7 });
    expect(mapsOf(result)).toEqual(bruteForce(network, image, result, FILL));
    expect(result.macs.executed).toBe(result.macs.naive);
  });

  it('shows places far apart first, and at every step what is known', async () => {
    const { network, image } = setUp(EVERYTHING);
    const steps: { done: number; spacing: number; known: number }[] = [];
    const result = await occlude(network, image, {
      size: 3,
      stride: 1,
      onProgress: ({ done, total, spacing, maps }) => {
        expect(total).toBe(90);
        const known = maps.value.flat().filter((p) => !Number.isNaN(p)).length;
        steps.push({ done, spacing, known });
      },
    });
    expect(result.grid).toMatchObject({ rows: 9, cols: 10 });
    expect(steps.map(({ spacing }) => spacing)).toEqual(
      steps.map(({ spacing }) => spacing).toSorted((a, b) => b - a),
    );
    expect(steps[0]!.spacing).toBeGreaterThan(1);
    expect(steps.at(-1)!.done).toBe(90);
    for (const { done, known } of steps) expect(known).toBe(done);
  });

  it('lets a timer through that stops it', async () => {
    const { network, image } = setUp(EVERYTHING);
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('time is up')));
    const stopped = occlude(network, image, { size: 3, stride: 1, signal: stop.signal });
    await expect(stopped).rejects.toThrow('time is up');
  });

  it('refuses what cannot be, by name', async () => {
    const { network, image } = setUp(EVERYTHING);
    const { layer } = await occlude(network, image, EVERYTHING);
    const refused = async (options: Partial<OcclusionOptions>, message: string): Promise<void> =>
      expect(occlude(network, image, { size: 4, stride: 4, ...options })).rejects.toThrow(message);
    await refused({ size: 0 }, 'invalid occluder size: 0');
    await refused({ stride: -1 }, 'invalid occluder stride: -1');
    await refused({ classIndex: 99 }, 'no class 99; expected 0 …');
    await refused({ channel: 99, layer }, `no channel of "${layer}" 99; expected 0 …`);
    await refused({ fill: [1] }, 'invalid fill: 1; expected 2 numbers');
    const two = tf.concat([image, image], 0);
    await expect(occlude(network, two, EVERYTHING)).rejects.toThrow(
      'one image at a time, not at 2',
    );
    const stopped = AbortSignal.abort(new Error('before it began'));
    await refused({ signal: stopped }, 'before it began');
  });
});
