import { describe, expect, it } from 'vitest';
import { transformImage } from '../../src/index.js';

/** One channel; `rows` from the top. */
function raster(rows: number[][]): Parameters<typeof transformImage>[0] {
  return { height: rows.length, width: rows[0]!.length, data: Float32Array.from(rows.flat()) };
}

const NUMBERS = raster([
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
]);

describe('transformImage', () => {
  it.each([
    ['translate-y', 1, [0, 0, 0, 1, 2, 3, 4, 5, 6]],
    ['translate-y', -2, [7, 8, 9, 0, 0, 0, 0, 0, 0]],
    ['translate-x', 1, [0, 1, 2, 0, 4, 5, 0, 7, 8]],
    ['translate-x', -1, [2, 3, 0, 5, 6, 0, 8, 9, 0]],
    ['translate-x', 3, [0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['rotate', 90, [7, 4, 1, 8, 5, 2, 9, 6, 3]],
    ['rotate', -90, [3, 6, 9, 2, 5, 8, 1, 4, 7]],
    ['rotate', 180, [9, 8, 7, 6, 5, 4, 3, 2, 1]],
    ['rotate', 720, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['scale', 1, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ] as const)('%s by %d gives exactly the pixels that belong there', (name, value, expected) => {
    expect([...transformImage(NUMBERS, name, value, [0])]).toEqual(expected);
  });

  it('moves every channel alike, and fills each with its own colour', () => {
    const data = Float32Array.from([1, 10, 2, 20]);
    expect([...transformImage({ height: 1, width: 2, data }, 'translate-x', 1, [7, 8])]).toEqual([
      7, 8, 1, 10,
    ]);
  });

  it('interpolates between pixels, and with the fill at the border', () => {
    const moved = transformImage(raster([[2, 4, 8]]), 'translate-x', 0.25, [0]);
    expect([...moved]).toEqual([1.5, 3.5, 7]);
  });

  it('scales about the centre: a ramp becomes a ramp of half the slope', () => {
    const ramp = raster([[0, 1, 2, 3, 4]]);
    expect([...transformImage(ramp, 'scale', 2, [0])]).toEqual([1, 1.5, 2, 2.5, 3]);
  });

  it('turns clockwise: what is on top comes to the right', () => {
    const dot = { height: 21, width: 21, data: new Float32Array(21 * 21) };
    dot.data[2 * 21 + 10] = 1; // 8 above the centre
    const turned = transformImage(dot, 'rotate', 30, [0]);
    const total = turned.reduce((sum, value) => sum + value, 0);
    const centre = (of: (i: number) => number): number =>
      turned.reduce((sum, value, i) => sum + value * of(i), 0) / total;
    expect(centre((i) => (i % 21) - 10)).toBeCloseTo(8 * Math.sin(Math.PI / 6), 1);
    expect(centre((i) => Math.floor(i / 21) - 10)).toBeCloseTo(-8 * Math.cos(Math.PI / 6), 1);
  });

  it('refuses a factor that is not positive', () => {
    expect(() => transformImage(NUMBERS, 'scale', 0, [0])).toThrow(
      'cannot scale by 0; expected a positive number',
    );
  });
});
