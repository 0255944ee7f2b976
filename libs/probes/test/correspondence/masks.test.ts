import { describe, expect, it } from 'vitest';
import { maskAt, randomMasks, type Mask } from '../../src/index.js';
import { streams } from './draws.js';

describe('maskAt', () => {
  const image = { height: 100, width: 200 };

  it.each([
    // centre in pixels − size / 2, rounded
    ['in the middle', [0.5, 0.5], 20, { top: 40, left: 90, height: 20, width: 20 }],
    ['of an odd size', [0.5, 0.5], 5, { top: 48, left: 98, height: 5, width: 5 }],
    ['between pixels', [0.123, 0.456], 10, { top: 41, left: 20, height: 10, width: 10 }],
    ['clipped at the upper left', [0, 0.02], 10, { top: 0, left: 0, height: 7, width: 5 }],
    ['clipped at the lower right', [1, 0.99], 10, { top: 94, left: 195, height: 6, width: 5 }],
  ] as const)('puts a square %s', (_, point, size, box) => {
    expect(maskAt(point, size, image)).toEqual(box);
  });

  it('gives nothing for a point that lies far outside', () => {
    expect(maskAt([1.5, 0.5], 20, image)).toMatchObject({ width: 0 });
    expect(maskAt([0.5, -1], 20, image)).toMatchObject({ height: 0 });
  });
});

describe('random masks', () => {
  const extent = { height: 9, width: 12 };
  const options = { images: 5, draws: 400, size: 4, extent, random: streams(3) };
  const { random, 'random shared': shared } = randomMasks(options);
  const counted = (masks: readonly Mask[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const box of masks.flat()) {
      const place = `${box!.top},${box!.left}`;
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    return counts;
  };

  it('lie wholly inside, and anywhere inside as often as elsewhere', () => {
    const counts = counted(random);
    expect(counts.size).toBe(6 * 9);
    // 2,000 squares at 54 places: 37 each, give or take 6.
    for (const count of counts.values()) expect(Math.abs(count - 2000 / 54)).toBeLessThan(30);
    for (const { top, left, height, width } of random.flat().map((box) => box!)) {
      expect([height, width]).toEqual([4, 4]);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top + height).toBeLessThanOrEqual(9);
      expect(left + width).toBeLessThanOrEqual(12);
    }
  });

  it('have a place for each image, or one for all of them', () => {
    expect(random).toHaveLength(400);
    expect(random.filter((mask) => counted([mask]).size > 1).length).toBeGreaterThan(390);
    expect(shared.map((mask) => [mask.length, counted([mask]).size])).toEqual(
      new Array(400).fill([5, 1]),
    );
    expect(counted(shared).size).toBe(6 * 9);
  });

  it('are the same for a seed, and others for another', () => {
    expect(randomMasks(options).random).toEqual(random);
    expect(randomMasks({ ...options, random: streams(4) }).random).not.toEqual(random);
  });

  it('may fill an image, and be no larger', () => {
    const square = { ...options, extent: { height: 4, width: 4 } };
    expect(counted(randomMasks(square).random).size).toBe(1);
    expect(() => randomMasks({ ...options, size: 10 })).toThrow(
      'a square of 10 has no place in images of 9×12 pixels',
    );
  });
});
