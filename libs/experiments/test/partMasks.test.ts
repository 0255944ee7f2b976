import { describe, expect, it } from 'vitest';
import { partMasks } from '../src/correspond/partMasks.js';

describe('masks of parts', () => {
  const box = (top: number) => ({ top, left: 2, height: 3, width: 4 });
  const images = [
    new Map([
      ['eye', box(1)],
      ['nose', box(5)],
    ]),
    new Map([['eye', box(7)]]),
    new Map(),
  ];
  const skipped = [{ image: 'c.png', part: 'nose', reason: 'c.png: the nose is cut off' }];

  it('have a square for each image, and none where the part is not there', () => {
    expect(partMasks(['eye', 'eye'], images, [])).toEqual({ eye: [[box(1), box(7), undefined]] });
  });

  it('are refused where a part is left in fewer than two images, with the reasons', () => {
    expect(() => partMasks(['nose'], images, skipped)).toThrow(
      /"nose" can be masked in one image; .*\n {2}c\.png: the nose is cut off$/,
    );
    expect(() => partMasks(['ear'], images, skipped)).toThrow(
      /"ear" can be masked in no image[^\n]*$/,
    );
  });
});
