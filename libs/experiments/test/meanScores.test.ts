import { describe, expect, it } from 'vitest';
import { meanScores } from '../src/invariance/meanScores.js';

describe('mean scores', () => {
  const image = (score: Record<string, number | null>) => ({ score }) as never;

  it('are of each layer by itself, over the images where they are known', () => {
    const images = [image({ a: 1, b: 4 }), image({ a: 2, b: null }), image({ a: 6, b: 8 })];
    expect(meanScores(images, ['a', 'b'])).toEqual({ a: 3, b: 6 });
  });

  it('count a score of 0, and are null where none is known', () => {
    expect(meanScores([image({ a: 0, b: null }), image({ a: 3, b: null })], ['a', 'b'])).toEqual({
      ...{ a: 1.5, b: null },
    });
  });
});
