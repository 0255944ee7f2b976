import { describe, expect, test } from 'vitest';
import { crop, paste, withAlpha, withoutAlpha } from '../src/index.js';

/** A picture whose values tell row, column and channel. */
function numbered(height: number, width: number, channels: number): Uint8Array {
  return Uint8Array.from({ length: height * width * channels }, (_, i) => {
    const [pixel, channel] = [Math.floor(i / channels), i % channels];
    return 100 * channel + 10 * Math.floor(pixel / width) + (pixel % width);
  });
}

describe.each([1, 2, 3])('a picture of %i channels', (channels) => {
  const whole = { width: 9, height: 7, data: numbered(7, 9, channels) };
  const box = { top: 2, left: 5, height: 3, width: 4 };

  test('is cropped to what lies inside of a box', () => {
    const part = crop(whole, box);
    expect([part.height, part.width, part.data.length]).toEqual([3, 4, 12 * channels]);
    for (let row = 0; row < 3; row++)
      for (let column = 0; column < 4; column++)
        for (let channel = 0; channel < channels; channel++)
          expect(part.data[(row * 4 + column) * channels + channel]).toBe(
            100 * channel + 10 * (2 + row) + 5 + column,
          );
  });

  test('is the same again when a part is pasted where it was cut', () => {
    const other = { ...whole, data: whole.data.map((value) => 255 - value) };
    const part = crop(whole, box);
    paste(other, part, box);
    expect(crop(other, box)).toEqual(part);
    const changed = other.data.filter((value, i) => value !== 255 - whole.data[i]!);
    expect(changed).toHaveLength(12 * channels);
  });
});

test('a crop is a copy of the same kind of array', () => {
  const clamped = { width: 1, height: 1, data: Uint8ClampedArray.of(1, 2, 3, 4) };
  const { data } = crop(clamped, { top: 0, left: 0, height: 1, width: 1 });
  expect(data).toBeInstanceOf(Uint8ClampedArray);
  data[0] = 9;
  expect(clamped.data[0]).toBe(1);
});

test('nothing is left of an empty box, and pasting nothing changes nothing', () => {
  const whole = { width: 2, height: 2, data: numbered(2, 2, 3) };
  const none = crop(whole, { top: 1, left: 1, height: 0, width: 1 });
  expect(none).toEqual({ width: 1, height: 0, data: new Uint8Array(0) });
  paste(whole, none, { top: 0, left: 0 });
  expect(whole.data).toEqual(numbered(2, 2, 3));
});

test('alpha comes and goes without a change of colours', () => {
  const pixels = { width: 2, height: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
  const picture = withAlpha(pixels);
  expect([...picture.data]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
  expect(withoutAlpha(picture)).toEqual(pixels);
});
