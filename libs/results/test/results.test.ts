import { describe, expect, test } from 'vitest';
import { readResults, writeResults, type TopResults } from '../src/index.js';

const RESULTS: TopResults = {
  format: 'deconv results',
  version: 1,
  probe: 'top',
  model: { name: 'tiny', fingerprint: 'ab'.repeat(32) },
  data: { name: 'photos', images: 3, skipped: [{ image: 'photos/c.jpg', reason: 'is empty' }] },
  backend: 'cpu',
  options: { k: 9, rule: 'deconvnet', fit: 'cover', channels: '0-1', seed: 0 },
  layers: [
    {
      layer: 'fire9/concat',
      channels: 512,
      maps: [
        {
          channel: 1,
          entries: [
            {
              image: 'photos/a.jpg',
              at: [3, 4],
              activation: 2.5,
              receptiveField: { top: 0, left: 2, height: 7, width: 7 },
              patch: 'fire9+concat/1/1-patch.png',
              projection: 'fire9+concat/1/1-projection.png',
              scale: 0.25,
            },
          ],
        },
        { channel: 0, entries: [] },
      ],
    },
  ],
};

/** The document as JSON, with one place changed. */
function changed(path: string, value: unknown): string {
  const copy = structuredClone(RESULTS) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const place = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy);
  // JSON leaves out what is undefined.
  place[last] = value;
  return JSON.stringify(copy);
}

describe('results', () => {
  test('come back from text as they were written', () => {
    const text = writeResults(RESULTS);
    expect(readResults(text)).toEqual(RESULTS);
    expect(text.endsWith('}\n')).toBe(true);
  });

  test.each([
    ['', 'no results: Unexpected end of JSON input; expected JSON'],
    ['null', '"format" is missing; expected "deconv results". Name the results.json'],
    ['[1]', '"format" is missing'],
    ['{"format":"png"}', '"format" is "png"; expected "deconv results"'],
    [changed('version', 2), 'results of version 2; expected 1. Update Deconv'],
    [changed('version', 0), 'results of version 0; expected 1. Run the probe again'],
  ])('are not taken for %j', (text, message) => {
    expect(() => readResults(text)).toThrow(message);
  });

  test.each([
    ['probe', 'heat', 'at probe stands "heat", expected ('],
    ['backend', undefined, 'at backend stands undefined, expected "backend"'],
    ['model.fingerprint', 'abc', 'at model.fingerprint stands "abc"'],
    ['options.k', 0, 'at options.k stands 0, expected >=1'],
    ['layers.0.maps.0.channel', 1.5, 'at layers.0.maps.0.channel stands 1.5'],
    ['layers.0.maps.0.entries.0.at', [1], 'at layers.0.maps.0.entries.0.at.1 stands undefined'],
    ['layers.0.maps.0.entries.0.scale', -1, 'entries.0.scale stands -1, expected >=0'],
    ['layers.0.maps.0.entries.0.patch', '', 'entries.0.patch stands'],
    ['layers.0.maps.0.entries.0.actvation', 1, 'at layers.0.maps.0.entries.0.actvation stands'],
  ])('name what is wrong at %s', (path, value, message) => {
    expect(() => readResults(changed(path, value))).toThrow(message);
  });

  test('name every wrong place, not only the first', () => {
    const text = JSON.stringify({ ...RESULTS, backend: 3, layers: 'none' });
    expect(() => readResults(text)).toThrow(/at backend stands 3.*; at layers stands "none"/);
  });

  test('that could not be read are not written', () => {
    const results = structuredClone(RESULTS);
    results.layers[0]!.maps[0]!.entries[0]!.activation = NaN;
    expect(() => writeResults(results)).toThrow('entries.0.activation stands null');
  });
});
