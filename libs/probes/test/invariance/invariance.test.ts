import '@tensorflow/tfjs-backend-cpu';
import {
  convOp,
  forward,
  globalMaxPoolOp,
  input,
  NetworkBuilder,
  relu,
  type Network,
} from '@deconv/core';
import { axisWindow } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { invariance, type Invariance, type InvarianceOptions } from '../../src/index.js';
import { pictures } from '../tiny.js';

beforeAll(() => tf.setBackend('cpu'));

/** 12 × 12 pixels in two channels → conv (4 maps, rectified) → the maximum of each map, which knows no place. */
function shiftInvariant(): Network {
  const builder = new NetworkBuilder();
  const shape = { height: 12, width: 12, channels: 2 };
  const first = builder.add('input', input(shape), [], 'Input');
  const window = { rows: axisWindow({ size: 3 }), columns: axisWindow({ size: 3 }) };
  const filter = tf.randomNormal<tf.Rank.R4>([3, 3, 2, 4], 0, 1, 'float32', 5);
  const conv = builder.add('conv/filter', convOp(shape, window, filter), [first]);
  const active = builder.add('conv', relu(builder.shape(conv)), [conv], 'Conv2D');
  const pool = builder.add(
    'max',
    globalMaxPoolOp(builder.shape(active)),
    [active],
    'GlobalMaxPooling2D',
  );
  return builder.build(pool);
}

/** A patch of noise in the middle of a plain image. */
function island(): Tensor4D {
  const noise = tf.randomNormal<tf.Rank.R4>([1, 3, 3, 2], 0, 1, 'float32', 6);
  return tf.pad(noise, [
    [0, 0],
    [5, 4],
    [4, 5],
    [0, 0],
  ]);
}

const run = (
  network: Network,
  image: Tensor4D,
  options: Partial<InvarianceOptions>,
): Promise<Invariance> =>
  invariance(network, image, {
    transform: 'translate-y',
    values: [-2, 0, 1],
    layers: ['conv', 'max'],
    ...options,
  });

describe('invariance', () => {
  it.each(['translate-y', 'translate-x'] as const)(
    'finds a network that knows no place unmoved by %s',
    async (transform) => {
      const found = await run(shiftInvariant(), island(), { transform, fill: [0, 0] });
      expect(found.distance['max']).toEqual([0, 0, 0]);
      expect(found.score['max']).toBe(1);
      expect(found.distance['conv']![0]).toBeGreaterThan(0.1);
      expect(found.distance['conv']![1]).toBe(0);
      expect(found.score['conv']).toBeLessThan(0.9);
      expect(new Set(found.answer).size).toBe(1);
    },
  );

  it('measures what passes over the moved images measure', async () => {
    const network = shiftInvariant();
    const square = tf.pad(pictures(1, 3), [
      [0, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ]);
    const fill = [0.5, -1];
    const found = await run(network, square, {
      values: [3],
      layers: ['conv'],
      fill,
      classIndex: 2,
    });
    const above = tf.tile(tf.tensor4d(fill, [1, 1, 1, 2]), [1, 3, 12, 1]);
    const moved = tf.concat([above, tf.slice(square, [0, 0, 0, 0], [1, 9, 12, 2])], 1);
    const [before, after] = [forward(network, square), forward(network, moved)];
    const [a, b] = [before, after].map((record) => record.activation('conv'));
    const distance = tf.norm(tf.sub(a!, b!)).dataSync()[0]!;
    const orthogonal = Math.hypot(tf.norm(a!).dataSync()[0]!, tf.norm(b!).dataSync()[0]!);
    expect(found.distance['conv']![0]).toBeCloseTo(distance, 4);
    expect(found.score['conv']).toBeCloseTo(1 - distance / orthogonal, 5);
    expect(found.answer).toEqual([after.output.dataSync()[2]]);
  });

  it('gives the same numbers for many values as for one at a time, in their order', async () => {
    const values = Array.from({ length: 11 }, (_, i) => i * 37);
    const whole = await run(shiftInvariant(), island(), { transform: 'rotate', values });
    for (const [i, value] of values.entries()) {
      const single = await run(shiftInvariant(), island(), {
        transform: 'rotate',
        values: [value],
      });
      expect(whole.distance['conv']![i]).toBe(single.distance['conv']![0]);
    }
  });

  it('watches the class that the network answers, and fills with the mean colour, unless told otherwise', async () => {
    const network = shiftInvariant();
    const found = await run(network, island(), {});
    const answer = forward(network, island()).output.dataSync();
    expect(found.classIndex).toBe(answer.indexOf(Math.max(...answer)));
    const fill = [...tf.mean(island(), [0, 1, 2]).dataSync()];
    const filled = await run(network, island(), { fill });
    found.distance['conv']!.forEach((distance, i) =>
      expect(distance).toBeCloseTo(filled.distance['conv']![i]!, 5),
    );
  });

  it('has no score where nothing is moved', async () => {
    expect((await run(shiftInvariant(), island(), { values: [0] })).score['conv']).toBeNull();
  });

  it('leaves no tensor behind, and stops when it is told to', async () => {
    const [network, image] = [shiftInvariant(), island()];
    const before = tf.memory().numTensors;
    await run(network, image, {});
    const abort = new AbortController();
    const stopped = run(network, image, {
      values: Array.from({ length: 20 }, (_, i) => i),
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [{ layers: ['cnv'] }, 'no layer is called "cnv"; did you mean "conv"?'],
    [{ classIndex: 4 }, 'no class 4; expected 0 … 3'],
    [{ transform: 'scale' as const, values: [-1] }, 'cannot scale by -1'],
  ])('refuses %j', async (options, message) => {
    await expect(run(shiftInvariant(), island(), options)).rejects.toThrow(message);
  });
});
