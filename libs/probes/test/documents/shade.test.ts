import { seededRandom } from '@deconv/datasets';
import { describe, expect, it } from 'vitest';
import { GREY, scaleOf, shade } from '../../src/documents/shade.js';

/** So many different magnitudes with signs, in random order, and zeros among them. */
function signal(count: number, zeros: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  const values = Array.from({ length: count }, (_, i) => (random.chance(0.5) ? 1 : -1) * (i + 1));
  return Float32Array.from(random.shuffled([...values, ...Array<number>(zeros).fill(0)]));
}

describe('the scale of a picture', () => {
  it.each([1, 2, 150, 999, 5432])(
    'leaves half a percent of %i magnitudes beyond it, whatever their signs, and counts no zero',
    (count) => {
      for (const zeros of [0, 1000]) {
        const values = signal(count, zeros, count + zeros);
        const scale = scaleOf(values);
        const beyond = values.filter((value) => Math.abs(value) > scale).length;
        expect(beyond).toBe(Math.ceil((count - 1) * 0.005));
        expect(scaleOf(values.map((value) => -2 * value))).toBe(2 * scale);
      }
    },
  );

  it('is 0 of nothing but zeros', () => {
    expect(scaleOf(new Float32Array(9))).toBe(0);
    expect(scaleOf(new Float32Array(0))).toBe(0);
  });
});

describe('shading', () => {
  it('draws zero grey, the scale white and black, and what is beyond as the scale', () => {
    const drawn = shade(Float32Array.of(0, 2, -2, 7, -7, 1, -1), 2);
    expect([...drawn]).toEqual([GREY, 255, 1, 255, 0, 192, 65]);
  });

  it('draws all grey where nothing is different from zero', () => {
    expect([...shade(new Float32Array(3), 0)]).toEqual([128, 128, 128]);
  });
});
