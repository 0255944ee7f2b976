import { expect, test } from 'vitest';
import { centres, croppedSource } from '../../src/node/croppedSource.js';

/** Pictures of side 8 whose pixels say which picture, row and column they are. */
function pictures(count: number) {
  const pixels = Uint8Array.from({ length: count * 192 }, (_, at) => {
    const [picture, y, x] = [Math.floor(at / 192), Math.floor(at / 24) % 8, Math.floor(at / 3) % 8];
    return [picture, y, x][at % 3]!;
  });
  return { pixels, labels: Int32Array.from({ length: count }, (_, i) => i % 2) };
}

const OPTIONS = {
  ...{ seed: 1, inputSize: 6, batchSize: 4, classes: ['a', 'b'] },
  ...{ training: pictures(8), validation: pictures(2) },
};

test('an epoch shows every picture once, in an order that the seed gives', async () => {
  const seen = async (seed: number, step: number) => {
    const { pixels, labels } = await croppedSource({ ...OPTIONS, seed }).batch(step);
    const numbers = [0, 1, 2, 3].map((i) => pixels[i * 108]!);
    expect([...labels]).toEqual(numbers.map((number) => number % 2));
    return numbers;
  };
  const first = [...(await seen(1, 0)), ...(await seen(1, 1))];
  expect([...first].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect([...(await seen(1, 0)), ...(await seen(1, 1))]).toEqual(first);
  expect([...(await seen(1, 2)), ...(await seen(1, 3))]).not.toEqual(first);
  expect([...(await seen(2, 0)), ...(await seen(2, 1))]).not.toEqual(first);
});

test('crops are parts of pictures, some of them mirrored', async () => {
  const source = croppedSource(OPTIONS);
  const mirrored = new Set<boolean>();
  for (let step = 0; step < 8; step++) {
    const { pixels } = await source.batch(step);
    for (let i = 0; i < 4; i++) {
      const at = (y: number, x: number) => pixels.subarray(i * 108 + (y * 6 + x) * 3);
      const turned = at(0, 1)[2]! < at(0, 0)[2]!;
      mirrored.add(turned);
      for (const [y, x] of [
        [0, 0],
        [5, 5],
        [2, 4],
      ] as const) {
        expect(at(y, x)[1]! - at(0, 0)[1]!).toBe(y);
        expect(at(y, x)[2]! - at(0, 0)[2]!).toBe(turned ? 0 - x : x);
      }
    }
  }
  expect(mirrored).toEqual(new Set([true, false]));
});

test('what measures is the centre', async () => {
  const { pixels, labels } = await croppedSource(OPTIONS).validation();
  expect([...labels]).toEqual([0, 1]);
  expect([...pixels.subarray(0, 3)]).toEqual([0, 1, 1]);
  expect([...pixels.subarray(-3)]).toEqual([1, 6, 6]);
  expect(centres(pictures(1), 8)).toEqual(pictures(1));
});
