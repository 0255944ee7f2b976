import { describe, expect, test } from 'vitest';
import { readResults, writeResults, type DiagnoseResults } from '../src/index.js';

const RESULTS: DiagnoseResults = {
  format: 'deconv results',
  version: 1,
  probe: 'diagnose',
  model: { name: '64', fingerprint: 'ab'.repeat(32) },
  data: { name: 'none', images: 0, skipped: [] },
  backend: 'wasm',
  options: { dominant: 3, dominated: 0.1, cosine: 0.95, bands: [1 / 6, 1 / 3], fit: 'cover' },
  networks: [
    {
      name: '64',
      fingerprint: 'ab'.repeat(32),
      layers: [
        {
          layer: 'conv1',
          filters: 3,
          channels: 3,
          size: [7, 7],
          stride: [2, 2],
          rms: [0.1, 0.1, 0],
          median: 0.1,
          dominant: [],
          dominated: [2],
          dead: [2],
          duplicates: [[0, 1, 0.96]],
          spectrum: { low: 0.5, mid: 0.25, high: 0.25 },
          aliasing: { photographs: 0.125, noise: 0.5 },
        },
      ],
    },
  ],
};

/** With one field of its only layer changed. */
function changed(field: string, value: unknown): string {
  const copy = structuredClone(RESULTS);
  Object.assign(copy.networks[0]!.layers[0]!, { [field]: value });
  return JSON.stringify(copy);
}

describe('results of a diagnosis', () => {
  test('come back from text as they were written', () => {
    expect(readResults(writeResults(RESULTS))).toEqual(RESULTS);
  });

  test.each(['dead', 'spectrum', 'aliasing'])('may lack %s', (field) => {
    expect(readResults(changed(field, null))).toMatchObject({
      networks: [{ layers: [{ [field]: null }] }],
    });
  });

  test.each([
    ['rms', null, 'rms stands null'],
    ['median', -0.1, 'median stands -0.1, expected >=0'],
    ['rms', [0.1, -1, 0], 'rms.1 stands -1, expected >=0'],
    ['spectrum', { low: 0.5, mid: -0.1, high: 0.6 }, 'spectrum.mid stands -0.1, expected >=0'],
    ['filters', 0, 'filters stands 0, expected >=1'],
    ['stride', [2, 0], 'stride.1 stands 0, expected >=1'],
    ['dominated', [-1], 'dominated.0 stands -1'],
    ['duplicates', [[0, 1]], 'duplicates.0.2 stands undefined'],
    ['aliasing', { photographs: 1.5, noise: 0 }, 'aliasing.photographs stands 1.5, expected <=1'],
    ['dead', undefined, 'dead stands undefined'],
  ])('name what is wrong in %s', (field, value, message) => {
    expect(() => readResults(changed(field, value))).toThrow(`networks.0.layers.0.${message}`);
  });
});
