import { describe, expect, test } from 'vitest';
import { readResults, writeResults, type CorrespondResults } from '../src/index.js';

const spread = (mean: number) => ({
  mean,
  sd: 0.1,
  interval: [0, 1] as [number, number],
  pairs: 3,
});

const results = (changes: Partial<CorrespondResults> = {}): CorrespondResults => ({
  format: 'deconv results',
  version: 1,
  probe: 'correspond',
  model: { name: 'tiny', fingerprint: 'ab'.repeat(32) },
  data: { name: 'dogs', images: 3, skipped: [] },
  backend: 'cpu',
  options: {
    layers: ['conv1'],
    size: 32,
    draws: 20,
    seed: 0,
    fill: 'mean',
    fit: 'cover',
    landmarks: 'landmarks.json',
  },
  skippedParts: [{ image: 'dogs/a.jpg', part: 'nose', reason: 'it lies outside' }],
  parts: { eye: { conv1: { all: spread(0.5), active: null } } },
  ...changes,
});

describe('results of correspond', () => {
  test('come back from text as they were written', () => {
    expect(readResults(writeResults(results()))).toEqual(results());
  });

  test('hold shares of positions', () => {
    const parts = { eye: { conv1: { all: spread(1.5), active: spread(0.5) } } };
    expect(() => writeResults(results({ parts }))).toThrow(
      'parts.eye.conv1.all.mean: expected a number from 0 to 1, not 1.5',
    );
  });

  test('take any name for a part or a layer', () => {
    const names = ['constructor', '__proto__', 'toString', 'left eye'];
    const byName = <T>(value: T): Record<string, T> =>
      Object.fromEntries(names.map((name) => [name, value]));
    const options = { ...results().options, layers: names };
    const parts = byName(byName({ all: spread(0.5), active: null }));
    const read = readResults(writeResults(results({ options, parts }))) as CorrespondResults;
    expect(Object.keys(read.parts)).toEqual(names);
    expect(Object.keys(read.parts['left eye']!)).toEqual(names);
  });

  test('say something of every part at every layer', () => {
    const options = { ...results().options, layers: ['conv1', 'constructor'] };
    expect(() => writeResults(results({ options }))).toThrow('parts.eye.constructor is missing');
  });
});
