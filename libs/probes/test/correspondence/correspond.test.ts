import '@tensorflow/tfjs-backend-cpu';
import { convOp, input, maxPoolOp, NetworkBuilder, relu, type Network } from '@deconv/core';
import { axisWindow, type Box } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { correspond, randomMasks, type Mask, type MaskableImage } from '../../src/index.js';
import { streams } from './draws.js';

const [HEIGHT, WIDTH, CHANNELS, MAPS] = [8, 9, 2, 3];

/** Whole numbers from −2 to 2: what two images have in common is exactly so. */
const wholeNumbers = (count: number, seed: number): number[] => {
  const draw = streams(seed)(4);
  return Array.from({ length: count }, () => draw(-2, 2));
};

/** [3, 3, in, out] */
const FILTER = wholeNumbers(3 * 3 * CHANNELS * MAPS, 11);

/** 8 × 9 pixels in two channels → conv (3 maps of 6 × 7, rectified) → pool (3 × 3). */
function network(): Network {
  const builder = new NetworkBuilder();
  const shape = { height: HEIGHT, width: WIDTH, channels: CHANNELS };
  const window = (size: number, stride: number) => ({
    rows: axisWindow({ size, stride }),
    columns: axisWindow({ size, stride }),
  });
  const first = builder.add('input', input(shape), [], 'Input');
  const filter = tf.tensor4d(FILTER, [3, 3, CHANNELS, MAPS]);
  const sum = builder.add('conv/filter', convOp(shape, window(3, 1), filter), [first]);
  const conv = builder.add('conv', relu(builder.shape(sum)), [sum], 'Conv2D');
  const pool = maxPoolOp(builder.shape(conv), window(2, 2));
  return builder.build(builder.add('pool', pool, [conv], 'MaxPooling2D'));
}

/** The same conv layer in plain arrays. @param at value of a pixel @returns [6 · 7 · 3] */
function convByHand(at: (row: number, column: number, channel: number) => number): number[] {
  const found: number[] = [];
  for (let row = 0; row < HEIGHT - 2; row++)
    for (let column = 0; column < WIDTH - 2; column++)
      for (let map = 0; map < MAPS; map++) {
        let sum = 0;
        for (let i = 0; i < 3; i++)
          for (let j = 0; j < 3; j++)
            for (let c = 0; c < CHANNELS; c++)
              sum +=
                FILTER[((i * 3 + j) * CHANNELS + c) * MAPS + map]! * at(row + i, column + j, c);
        found.push(Math.max(0, sum));
      }
  return found;
}

const image = (seed: number): MaskableImage => ({
  data: Float32Array.from(wholeNumbers(HEIGHT * WIDTH * CHANNELS, seed)),
  fill: [1, -seed],
});

/** Signs of what a box changes in the conv layer. */
function signsByHand({ data, fill }: MaskableImage, { top, left, height, width }: Box): number[] {
  const pixel = (row: number, column: number, c: number): number =>
    data[(row * WIDTH + column) * CHANNELS + c]!;
  const isInside = (row: number, column: number): boolean =>
    row >= top && row < top + height && column >= left && column < left + width;
  const clean = convByHand(pixel);
  const masked = convByHand((row, column, c) =>
    isInside(row, column) ? fill[c]! : pixel(row, column, c),
  );
  return clean.map((value, i) => Math.sign(value - masked[i]!));
}

const box = (top: number, left: number): Box => ({ top, left, height: 3, width: 3 });
const options = { layers: ['conv'], random: streams(1) };

beforeAll(() => tf.setBackend('cpu'));

describe('correspondence', () => {
  it('counts sign changes as plain arrays do, over all draws', async () => {
    const images = [1, 2, 3, 4].map(image);
    const draws: Mask[] = [
      [box(0, 0), box(1, 2), box(5, 6), box(3, 3)],
      [box(2, 2), undefined, box(2, 3), box(4, 0)],
    ];
    const found = await correspond(network(), images, { eye: draws }, options);
    const [all, active]: [number[], number[]] = [[], []];
    for (const mask of draws)
      for (let i = 0; i < 4; i++)
        for (let j = i + 1; j < 4; j++) {
          const [boxA, boxB] = [mask[i], mask[j]];
          if (!boxA || !boxB) continue;
          const [a, b] = [signsByHand(images[i]!, boxA), signsByHand(images[j]!, boxB)];
          const changed = a.filter((sign, at) => sign !== b[at]).length;
          all.push(changed / a.length);
          active.push(changed / a.filter((sign, at) => sign !== 0 || b[at] !== 0).length);
        }
    for (const [values, spread] of [
      [all, found['eye']!['conv']!.all],
      [active, found['eye']!['conv']!.active!],
    ] as const) {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect(spread.pairs).toBe(6 + 3);
      expect(spread.mean).toBeCloseTo(mean, 10);
      expect(spread.sd).toBeCloseTo(Math.sqrt(variance), 10);
      expect(spread.interval[0]).toBeLessThan(mean);
      expect(spread.interval[1]).toBeGreaterThan(mean);
    }
  });

  it('finds no change between identical images under identical masks', async () => {
    const images = [image(5), image(5), image(5)];
    const masks = { eye: [[box(2, 2), box(2, 2), box(2, 2)]] };
    const { eye } = await correspond(network(), images, masks, {
      ...options,
      layers: ['conv', 'pool'],
    });
    const none = { mean: 0, sd: 0, interval: [0, 0], pairs: 3 };
    expect(eye).toEqual({
      conv: { all: none, active: none },
      pool: { all: none, active: none },
    });
  });

  it('leaves pairs out of the active count in which nothing changes', async () => {
    const plain = { data: new Float32Array(HEIGHT * WIDTH * CHANNELS), fill: [0, 0] };
    const masks = { eye: [[box(1, 1), box(1, 1), box(1, 1)]] };
    const some = await correspond(network(), [plain, plain, image(6)], masks, options);
    expect(some['eye']!['conv']!.all.pairs).toBe(3);
    expect(some['eye']!['conv']!.active!.pairs).toBe(2);
    const none = await correspond(network(), [plain, plain, plain], masks, options);
    expect(none['eye']!['conv']).toMatchObject({ all: { mean: 0, pairs: 3 }, active: null });
  });

  it('gives the same numbers for many masks as for each part alone', async () => {
    const images = [1, 2, 3].map(image);
    const extent = { height: HEIGHT, width: WIDTH };
    const random = streams(8);
    const masks = {
      nose: [[box(1, 1), box(2, 1), undefined]],
      ...randomMasks({ images: 3, draws: 9, size: 2, extent, random }),
    };
    const together = await correspond(network(), images, masks, options);
    expect(Object.keys(together)).toEqual(['nose', 'random', 'random shared']);
    expect(together['random']!['conv']!.all.pairs).toBe(27);
    for (const [part, draws] of Object.entries(masks)) {
      const alone = await correspond(network(), images, { [part]: draws }, options);
      expect(alone[part]).toEqual(together[part]);
    }
  });

  it('counts passes, leaves no tensor behind, and stops when it is told to', async () => {
    const [asked, images] = [network(), [1, 2, 3].map(image)];
    const masks = { eye: [[box(0, 0), undefined, box(1, 1)]] };
    const before = tf.memory().numTensors;
    const done: string[] = [];
    const onProgress = (progress: { done: number; total: number }): void =>
      void done.push(`${progress.done} of ${progress.total}`);
    await correspond(asked, images, masks, { ...options, onProgress });
    expect(done).toEqual(['1 of 3', '2 of 3', '3 of 3']);
    const abort = new AbortController();
    const stopped = correspond(asked, images, masks, {
      ...options,
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a layer that is none, and a part of one image', async () => {
    const images = [image(1), image(2)];
    const masks = { eye: [[box(0, 0), undefined]] };
    await expect(
      correspond(network(), images, masks, { ...options, layers: ['cnv'] }),
    ).rejects.toThrow('no layer is called "cnv"; did you mean "conv"?');
    await expect(correspond(network(), images, masks, options)).rejects.toThrow(
      '"eye" is masked in one image; expected two or more',
    );
    await expect(
      correspond(network(), images, { nose: [[undefined, undefined]] }, options),
    ).rejects.toThrow('"nose" is masked in no image');
  });
});
