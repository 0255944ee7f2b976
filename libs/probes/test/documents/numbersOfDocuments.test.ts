import { describe, expect, it } from 'vitest';
import { classesOf } from '../../src/documents/classesOf.js';
import { streams } from '../../src/documents/streams.js';

describe('classes of a document', () => {
  it('are all that occur, by number, whatever is not known yet', () => {
    const label = [
      [3, NaN],
      [1, 3],
    ];
    const known = { labels: ['a', 'b', 'c'], answer: undefined };
    const occurring = { classIndex: 2, clean: { label: 0, value: 1 } as never, label };
    expect(classesOf(occurring, known)).toEqual({ 0: 'a', 1: 'b', 2: 'c', 3: 'class 3' });
  });
});

describe('streams of random choices', () => {
  const draws = (seed: number, stream: number) => {
    const draw = streams(seed)(stream);
    return Array.from({ length: 50 }, () => draw(3, 7));
  };

  it('follow from seed and stream, and are others for others', () => {
    expect(draws(1, 2)).toEqual(draws(1, 2));
    expect(draws(1, 3)).not.toEqual(draws(1, 2));
    expect(draws(2, 2)).not.toEqual(draws(1, 2));
  });

  it('reach both ends of what is asked for', () => {
    expect([...new Set(draws(1, 2))].sort()).toEqual([3, 4, 5, 6, 7]);
  });
});
