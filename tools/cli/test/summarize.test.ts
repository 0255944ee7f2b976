import { expect, test } from 'vitest';
import { summarize, wholeProjection } from '../src/summarize.js';

const pixels = Float32Array.of(1, 2, 3, 4, 5, 6);

test('a projection lies in the whole input where its receptive field does', () => {
  const box = { top: 1, left: 1, height: 2, width: 1 };
  const unit = { layer: 'conv1', channel: 0, at: [0, 0] as [number, number] };
  const whole = wholeProjection({ unit, box, pixels }, [4, 3], 'BGR');
  expect(whole).toHaveLength(4 * 3 * 3);
  expect([...whole.subarray(12, 15)]).toEqual([3, 2, 1]);
  expect([...whole.subarray(21, 24)]).toEqual([6, 5, 4]);
  expect(whole.filter((value) => value !== 0)).toHaveLength(6);
});

test('a summary says what there is in the whole input, and where the first and last of it stand', () => {
  const box = { top: 2, left: 3, height: 3, width: 5 };
  const unit = { layer: 'conv1', channel: 0, at: [0, 0] as [number, number] };
  const values = new Float32Array(3 * 5 * 3);
  const put = (row: number, column: number, colour: number, value: number): void => {
    values[((row - box.top) * box.width + column - box.left) * 3 + colour] = value;
  };
  put(3, 4, 0, -2);
  put(4, 7, 2, 3);
  put(4, 5, 1, 6);
  expect(summarize({ unit, box, pixels: values }, [9, 10])).toEqual({
    ...{ shape: [9, 10, 3], min: -2, max: 6, l2: 7, sum: 7 },
    box: { top: 3, left: 4, height: 2, width: 4 },
  });
});
