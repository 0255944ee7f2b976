import { describe, expect, it } from 'vitest';
import { channelsOf } from '../src/options/channelsOf.js';

describe('channels', () => {
  it('are all of a layer, or those that are named, each once and in order', () => {
    expect(channelsOf('all', 0)(4, 0)).toEqual([0, 1, 2, 3]);
    expect(channelsOf('7, 2-4,3', 0)(99, 0)).toEqual([2, 3, 4, 7]);
  });

  it('at random are as many as asked, different, in order, and the same for the same seed and stream', () => {
    const chosen = channelsOf('random:16', 5)(200, 1);
    expect(new Set(chosen).size).toBe(16);
    expect(chosen.toSorted((a, b) => a - b)).toEqual(chosen);
    expect(chosen.every((channel) => channel >= 0 && channel < 200)).toBe(true);
    expect(channelsOf('random:16', 5)(200, 1)).toEqual(chosen);
    expect(channelsOf('random:16', 5)(200, 2)).not.toEqual(chosen);
    expect(channelsOf('random:16', 6)(200, 1)).not.toEqual(chosen);
  });

  it('at random come from everywhere, the last channel too', () => {
    const drawn = Array.from({ length: 200 }, (_, seed) => channelsOf('random:2', seed)(5, 0));
    expect([...new Set(drawn.flat())].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('at random are all of a layer that has no more', () => {
    expect(channelsOf('random:16', 0)(3, 0)).toEqual([0, 1, 2]);
  });

  it.each(['', 'some', '5-3', '1,,2', '-1', '1.5', 'random:', 'random:0', 'random:2.5'])(
    'refuse "%s" and say what is expected',
    (text) => expect(() => channelsOf(text, 0)).toThrow(/expected/),
  );
});
