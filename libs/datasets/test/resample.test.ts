import { describe, expect, test } from 'vitest';
import { onWhite } from '../src/onWhite.js';
import { reduce } from '../src/reduce.js';
import { resample } from '../src/resample.js';
import { seenPart } from '../src/seenPart.js';
import { workingFactor, workingSize } from '../src/workingSize.js';
import pillow from './cases/pillow.json' with { type: 'json' };

const { width, height } = pillow;
/** The picture that Pillow was given. */
const source = {
  width,
  height,
  data: Uint8Array.from(
    { length: width * height * 3 },
    (_, i) => (i * 7919 + ((i * i) % 251)) % 256,
  ),
};
const bytesOf = (text: string): number[] => [...Buffer.from(text, 'base64')];

describe('resample', () => {
  test.each(pillow.resize)('gives the numbers of Pillow for $width × $height', (asked) => {
    const [left, top, right, bottom] = asked.box as [number, number, number, number];
    const part = { left, top, width: right - left, height: bottom - top };
    expect([...resample(source, asked, part).data]).toEqual(bytesOf(asked.pixels));
  });

  test('treats each channel alike, however many there are', () => {
    const one = (channel: number) => ({
      width,
      height,
      data: source.data.filter((_, i) => i % 3 === channel),
    });
    const whole = resample(source, { width: 20, height: 15 }).data;
    for (const channel of [0, 1, 2])
      expect([...resample(one(channel), { width: 20, height: 15 }).data]).toEqual(
        [...whole].filter((_, i) => i % 3 === channel),
      );
  });

  test('leaves a picture of the right size as it is', () => {
    expect([...resample(source, { width, height }).data]).toEqual([...source.data]);
  });
});

describe('reduce', () => {
  test.each(pillow.reduce)('gives the numbers of Pillow for a factor of $factor', (asked) => {
    const small = reduce(source, asked.factor);
    expect(small.width).toBe(Math.ceil(width / asked.factor));
    expect(small.height).toBe(Math.ceil(height / asked.factor));
    expect([...small.data]).toEqual(bytesOf(asked.pixels));
  });
});

describe('workingSize', () => {
  test('keeps a photo up to 1,535 pixels, and at least 768 of a larger one', () => {
    const factor = (shorter: number): number => workingFactor({ width: 9000, height: shorter });
    expect([1, 767, 768, 1535, 1536, 3024, 9000].map(factor)).toEqual([1, 1, 1, 1, 2, 3, 11]);
  });

  test('changes nothing the second time', () => {
    for (const side of [1536, 1791, 2303, 2304, 4001]) {
      const photo = { width: side + 3, height: side, data: new Uint8Array((side + 3) * side) };
      const once = workingSize(photo);
      expect(once).not.toBe(photo);
      expect(workingSize(once)).toBe(once);
    }
  });
});

test('seenPart cuts to within half a pixel, so that a mirrored photo gives the mirrored square', () => {
  const mirrored = {
    width,
    height,
    data: source.data.map(
      (_, i) => source.data[i - (i % (3 * width)) + mirroredPlace(i % (3 * width), width)]!,
    ),
  };
  const [one, other] = [source, mirrored].map((each) => seenPart(each, 21, 'cover').data);
  const off = other!.map((value, i) =>
    Math.abs(value - one![i - (i % 63) + mirroredPlace(i % 63, 21)]!),
  );
  // Sums of another order may round otherwise.
  expect(Math.max(...off)).toBeLessThanOrEqual(1);
});

/** Place of a value in a row of RGB, in the mirrored row. */
const mirroredPlace = (i: number, pixels: number): number =>
  3 * (pixels - 1 - Math.floor(i / 3)) + (i % 3);

test('onWhite lays grey, RGB and both with alpha on white, rounding to the nearest', () => {
  const one = (...data: number[]) => [
    ...onWhite({ width: 1, height: 1, data: Uint8Array.from(data) }),
  ];
  expect(one(7)).toEqual([7, 7, 7]);
  expect(one(1, 2, 3)).toEqual([1, 2, 3]);
  expect(one(100, 0)).toEqual([255, 255, 255]);
  expect(one(151, 136, 94, 32)).toEqual([242, 240, 235]);
});
