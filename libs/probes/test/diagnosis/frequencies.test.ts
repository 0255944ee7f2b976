import { describe, expect, it } from 'vitest';
import { aliasing } from '../../src/diagnosis/aliasing.js';
import { FrequencyPlane } from '../../src/diagnosis/FrequencyPlane.js';
import { spectrum, spectrumOfNoise, type Bands } from '../../src/diagnosis/spectrum.js';
import { noise, square } from './networks.js';

const BANDS: Bands = [1 / 6, 1 / 3];

/** A filter [side, side, 1] by its values at row and column. */
const drawn = (side: number, value: (row: number, column: number) => number): Float32Array =>
  Float32Array.from({ length: side * side }, (_, i) => value(Math.floor(i / side), i % side));

/** Weights of a binomial, the discrete bell curve: [1, 6, 15, 20, 15, 6, 1] and the like. */
function binomial(side: number): number[] {
  let row = [1];
  while (row.length < side)
    row = Array.from({ length: row.length + 1 }, (_, i) => (row[i - 1] ?? 0) + (row[i] ?? 0));
  return row;
}

const blur = (side: number): Float32Array =>
  drawn(side, (row, column) => binomial(side)[row]! * binomial(side)[column]!);
const alternating = (side: number): Float32Array =>
  blur(side).map((value, i) => ((Math.floor(i / side) + (i % side)) % 2 ? -value : value));

/** Energy by the definition: the transform of each filter and channel, at the centres of 64 × 64 cells. */
function energyByDefinition(
  filters: Float32Array[],
  { height, width, dilation }: { height: number; width: number; dilation: number },
  power: (fy: number, fx: number) => number,
): number {
  const channels = filters[0]!.length / (height * width);
  const centres = Array.from({ length: 64 }, (_, i) => (i + 0.5) / 64 - 0.5);
  let sum = 0;
  for (const filter of filters)
    for (let c = 0; c < channels; c++)
      for (const fy of centres)
        for (const fx of centres) {
          let [real, imaginary] = [0, 0];
          for (let y = 0; y < height; y++)
            for (let x = 0; x < width; x++) {
              const angle = -2 * Math.PI * dilation * (fy * y + fx * x);
              const weight = filter[(y * width + x) * channels + c]!;
              real += weight * Math.cos(angle);
              imaginary += weight * Math.sin(angle);
            }
          sum += power(fy, fx) * (real ** 2 + imaginary ** 2);
        }
  return sum / 64 ** 2;
}

describe('the frequencies of filters', () => {
  it.each([
    { height: 3, width: 3, dilation: 1 },
    { height: 1, width: 4, dilation: 1 },
    { height: 3, width: 2, dilation: 2 },
  ])('are those of the transform, $height × $width, dilation $dilation', (size) => {
    const { height, width, dilation } = size;
    const filters = [1, 2].map((seed) => noise(height * width * 3, seed));
    const window = {
      rows: square(height, 1, dilation).rows,
      columns: square(width, 1, dilation).columns,
    };
    const plane = new FrequencyPlane(filters, window);
    for (const power of [
      (fy: number, fx: number) => (Math.hypot(fy, fx) < 1 / 6 ? 1 : 0),
      (fy: number, fx: number) => (Math.abs(fy) > 0.25 || Math.abs(fx) > 0.125 ? 1 : 0),
      (fy: number, fx: number) => 1 / (fy * fy + fx * fx),
    ])
      expect(plane.energyIn(power)).toBeCloseTo(energyByDefinition(filters, size, power), 6);
  });

  it('hold the energy of the weights, as Parseval says, even in a filter wider than 64 positions', () => {
    for (const window of [square(5), square(3, 1, 40)]) {
      const side = window.rows.size;
      const filters = [noise(side * side * 2, 3), noise(side * side * 2, 4)];
      const squares = filters.flatMap((filter) => [...filter]).reduce((sum, w) => sum + w * w, 0);
      const plane = new FrequencyPlane(filters, window);
      expect(plane.energy).toBeCloseTo(squares, 5);
      expect(plane.energyIn(() => 1)).toBeCloseTo(squares, 5);
      const { low, mid, high } = spectrum(plane, BANDS)!;
      expect(low + mid + high).toBeCloseTo(1, 10);
    }
  });

  it('of two neighbours along a line are shared as the integral over it says', () => {
    // |1 ± e^{-2πif}|² = 2 ± 2 cos 2πf; a 1 × 2 filter is the same at all fy, so bands on fx alone can be integrated.
    const share = (sign: 1 | -1, width: number): number =>
      2 * (width + (sign * Math.sin(2 * Math.PI * width)) / (2 * Math.PI));
    const window = { rows: square(1).rows, columns: square(2).columns };
    for (const sign of [1, -1] as const) {
      const plane = new FrequencyPlane([Float32Array.of(1, sign)], window);
      const low = plane.energyIn((_, fx) => (Math.abs(fx) < 0.25 ? 1 : 0)) / plane.energy;
      expect(low).toBeCloseTo(share(sign, 0.25), 3);
    }
    expect(share(1, 0.25)).toBeCloseTo(0.8183, 4);
  });

  it('of a constant filter are low, of a checkerboard high, of a ring between them mid', () => {
    const of = (filter: Float32Array) => {
      const side = Math.sqrt(filter.length);
      return spectrum(new FrequencyPlane([filter], square(side)), BANDS)!;
    };
    expect(of(drawn(7, () => 1)).low).toBeGreaterThan(0.8);
    expect(of(blur(7)).low).toBeGreaterThan(0.8);
    expect(of(drawn(7, (row, column) => (-1) ** (row + column))).high).toBeGreaterThan(0.95);
    const wave = blur(11).map((value, i) => value * Math.cos((2 * Math.PI * (i % 11)) / 4));
    expect(of(wave).mid).toBeGreaterThan(0.7);
  });

  it('of one weight are those of noise: the areas of the bands', () => {
    const found = spectrum(new FrequencyPlane([Float32Array.of(2)], square(1)), BANDS)!;
    const expected = spectrumOfNoise(BANDS);
    expect(expected.high).toBeCloseTo(1 - Math.PI / 9, 10);
    for (const band of ['low', 'mid', 'high'] as const)
      expect(found[band]).toBeCloseTo(expected[band], 2);
  });

  it('are none where all weights are 0', () => {
    const plane = new FrequencyPlane([new Float32Array(9)], square(3));
    expect(spectrum(plane, BANDS)).toBeNull();
    expect(aliasing(plane, square(3, 2))).toBeNull();
  });
});

describe('aliasing', () => {
  const of = (filters: Float32Array[], side: number, stride: number) =>
    aliasing(new FrequencyPlane(filters, square(side)), square(side, stride))!;

  it('is near 0 behind a filter that blurs before the stride, and near 1 behind one that alternates', () => {
    expect(of([blur(11)], 11, 2).photographs).toBeLessThan(0.001);
    expect(of([alternating(11)], 11, 2).photographs).toBeGreaterThan(0.999);
    expect(of([blur(11)], 11, 2).noise).toBeLessThan(0.03);
    expect(of([alternating(11)], 11, 2).noise).toBeGreaterThan(0.999);
  });

  it('is larger behind random filters of 11 × 11 with stride 4 than of 7 × 7 with stride 2', () => {
    const random = (side: number) =>
      Array.from({ length: 96 }, (_, i) => noise(side * side * 3, i));
    const [krizhevsky, zeiler] = [of(random(11), 11, 4), of(random(7), 7, 2)];
    expect(krizhevsky.photographs).toBeGreaterThan(1.5 * zeiler.photographs);
    // Noise has three quarters of its power beyond the square of side ½, fifteen sixteenths beyond that of side ¼.
    expect(zeiler.noise).toBeCloseTo(3 / 4, 1);
    expect(krizhevsky.noise).toBeCloseTo(15 / 16, 1);
  });

  it('sees each axis with its own stride', () => {
    const across = { rows: square(5).rows, columns: square(5, 2).columns };
    const share = (filter: Float32Array): number =>
      aliasing(new FrequencyPlane([filter], across), across)!.noise;
    expect(share(blur(5).map((value, i) => value * (-1) ** Math.floor(i / 5)))).toBeLessThan(0.05);
    expect(share(blur(5).map((value, i) => value * (-1) ** (i % 5)))).toBeGreaterThan(0.95);
    expect(aliasing(new FrequencyPlane([blur(5)], square(5)), square(5))).toBeNull();
  });
});
