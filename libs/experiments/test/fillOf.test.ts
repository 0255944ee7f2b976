import { describe, expect, it } from 'vitest';
import { fillOf } from '../src/options/fillOf.js';

const image = { width: 2, height: 1, data: Uint8Array.of(10, 20, 250, 31, 60, 255) };

describe('a fill', () => {
  it('is mid grey, the mean of the image by channel, or a colour that is named', () => {
    expect(fillOf('grey')(image)).toEqual([128, 128, 128]);
    expect(fillOf('mean')(image)).toEqual([21, 40, 253]);
    expect(fillOf('0, 255,7')(image)).toEqual([0, 255, 7]);
  });

  it.each(['', 'red', '1,2', '1,2,3,4', '1,,3', '1,2,256', '-1,2,3', '1.5,2,3'])(
    '"%s" is none',
    (text) => expect(() => fillOf(text)).toThrow('expected grey, mean, or R,G,B'),
  );
});
