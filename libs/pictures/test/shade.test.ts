import { describe, expect, it } from 'vitest';
import { contrastScale, shade, ZERO_GREY } from '../src/index.js';

/** So many different magnitudes, every other of them negative, zeros among them, in an order that leaps about. */
function signal(count: number, zeros: number): Float32Array {
  const whole = count + zeros;
  const signed = (i: number): number => (i % 2 ? -i : i);
  // Prime to all lengths below: each place comes once.
  const values = Array.from({ length: whole }, (_, i) => (i * 7919) % whole);
  return Float32Array.from(values, (i) => (i < count ? signed(i + 1) : 0));
}

describe('the scale of a picture', () => {
  it.each([1, 2, 150, 999, 5432])(
    'leaves half a percent of %i magnitudes beyond it, whatever their signs, and counts no zero',
    (count) => {
      for (const zeros of [0, 1000]) {
        const values = signal(count, zeros);
        const scale = contrastScale(values);
        const beyond = values.filter((value) => Math.abs(value) > scale).length;
        expect(beyond).toBe(Math.ceil((count - 1) * 0.005));
        expect(contrastScale(values.map((value) => -2 * value))).toBe(2 * scale);
      }
    },
  );

  it('is the percentile of all magnitudes, sorted, of values that are almost alike and that are far apart', () => {
    for (const spread of [1e-6, 1, 60]) {
      const values = Float32Array.from({ length: 3000 }, (_, i) =>
        i % 7 ? Math.exp(spread * Math.sin(i * i)) * (i % 2 ? 1 : -1) : 0,
      );
      const sorted = [...values]
        .filter(Boolean)
        .map(Math.abs)
        .sort((a, b) => a - b);
      expect(contrastScale(values)).toBe(sorted[Math.floor(0.995 * (sorted.length - 1))]);
    }
  });

  it('is the same whatever the number of zeros: four values in a thousand are seen', () => {
    const values = signal(4, 996);
    expect(contrastScale(values)).toBe(3);
    const drawn = shade(values, contrastScale(values));
    expect(drawn.filter((value) => value !== ZERO_GREY)).toHaveLength(4);
    expect([Math.min(...drawn), Math.max(...drawn)]).toEqual([1, 255]);
  });

  it('is 0 of nothing but zeros', () => {
    expect(contrastScale(new Float32Array(9))).toBe(0);
    expect(contrastScale(new Float32Array(0))).toBe(0);
  });
});

describe('shading', () => {
  it('draws zero grey, the scale white and black, and what is beyond as the scale', () => {
    const drawn = shade(Float32Array.of(0, 2, -2, 7, -7, 1, -1), 2);
    expect([...drawn]).toEqual([ZERO_GREY, 255, 1, 255, 0, 192, 65]);
  });

  it('draws all grey where nothing is different from zero', () => {
    expect([...shade(new Float32Array(3), 0)]).toEqual([128, 128, 128]);
  });
});
