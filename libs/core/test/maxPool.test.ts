import { axisWindow, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { maxPool, unpool } from '../src/index.js';
import { BACKENDS, randomTensor, useBackend } from './backends.js';

const square = (size: number, stride: number, before = 0, after = before): Window => {
  const axis = axisWindow({ size, stride, before, after });
  return { rows: axis, columns: axis };
};

/** Maximum and first offset by enumeration, for a [1, side, side, 1] map. */
function poolByHand(values: ArrayLike<number>, side: number, window: Window) {
  const { size, stride, before, after } = window.rows;
  const outputs = Math.floor((side + before + after - size) / stride) + 1;
  const value: number[] = [];
  const switches: number[] = [];
  for (let r = 0; r < outputs; r++)
    for (let c = 0; c < outputs; c++) {
      let [best, offset] = [-Infinity, -1];
      for (let t = 0; t < size * size; t++) {
        const y = r * stride - before + Math.floor(t / size);
        const x = c * stride - before + (t % size);
        if (y < 0 || x < 0 || y >= side || x >= side) continue;
        if (values[y * side + x]! > best) [best, offset] = [values[y * side + x]!, t];
      }
      value.push(best);
      switches.push(offset);
    }
  return { value, switches };
}

describe.each(BACKENDS)('max pooling on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('keeps the first maximum in raster order, also of negative and tied windows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 9 }),
        fc.constantFrom(square(2, 2), square(3, 2), square(3, 1, 1), square(3, 2, 1, 2)),
        fc.array(fc.integer({ min: -3, max: 1 }), { minLength: 81, maxLength: 81 }),
        (side, window, pool) => {
          const values = pool.slice(0, side * side);
          const known = poolByHand(values, side, window);
          tf.tidy(() => {
            const pooled = maxPool(tf.tensor4d(values, [1, side, side, 1]), window);
            expect(Array.from(pooled.value.dataSync())).toEqual(known.value);
            expect(Array.from(pooled.switches.dataSync())).toEqual(known.switches);
          });
        },
      ),
      { numRuns: backend === 'webgl' ? 25 : 100 },
    );
  });

  // tfjs' greater-than on a graphics processor may say anything of what is no number.
  it.skipIf(backend === 'webgl')('what is no number wins, wherever it stands', () => {
    for (const place of [0, 1, 2, 3]) {
      const values = [1, 2, 3, 4].map((value, i) => (i === place ? NaN : value));
      tf.tidy(() => {
        const pooled = maxPool(tf.tensor4d(values, [1, 2, 2, 1]), square(2, 2));
        expect([...pooled.value.dataSync()]).toEqual([NaN]);
        expect([...pooled.switches.dataSync()]).toEqual([place]);
      });
    }
  });

  it('unpooling puts every maximum of separate windows back in its place', () => {
    tf.tidy(() => {
      const x = randomTensor<tf.Rank.R4>([2, 6, 8, 5], 7);
      const { value, switches } = maxPool(x, square(2, 2));
      const back = unpool(value, switches, square(2, 2));
      expect(back.shape).toEqual(x.shape);
      const again = maxPool(back, square(2, 2)).value.dataSync();
      value.dataSync().forEach((v, i) => expect(again[i]! + 0).toBe(Math.max(v, 0) + 0));
      const kept = back.dataSync().filter((v) => v !== 0);
      expect(kept.length).toBe(value.size);
    });
  });

  it('adds where overlapping windows point at one position', () => {
    tf.tidy(() => {
      const x = tf.tensor4d([0, 0, 0, 0, 5, 0, 0, 0, 0], [1, 3, 3, 1]);
      const { switches } = maxPool(x, square(2, 1));
      const back = unpool(tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]), switches, square(2, 1));
      expect(Array.from(back.dataSync())).toEqual([0, 0, 0, 0, 10, 0, 0, 0, 0]);
    });
  });
});
