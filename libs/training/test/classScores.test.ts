import { describe, expect, it } from 'vitest';
import { classScores } from '../src/classScores.js';

describe('class scores', () => {
  it('count right answers by class, and what is taken for what, the most frequent first', () => {
    const labels = Int32Array.of(0, 0, 0, 0, 1, 1, 2, 2);
    const answers = Int32Array.of(0, 1, 1, 2, 1, 1, 0, 2);
    const scores = classScores({ loss: 0.5, accuracy: 0.5, answers }, labels, ['a', 'b', 'c']);
    expect(scores).toEqual({
      loss: 0.5,
      accuracy: 0.5,
      classes: { a: 0.25, b: 1, c: 0.5 },
      confusions: [
        { shown: 'a', answered: 'b', share: 0.5 },
        { shown: 'c', answered: 'a', share: 0.5 },
        { shown: 'a', answered: 'c', share: 0.25 },
      ],
    });
  });
});
