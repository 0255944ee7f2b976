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
    ['rms', null, 'rms: expected a list, not null'],
    ['rms', [0.1, 0.1], 'rms: expected 3 entries, one for each of networks[0].layers[0].filters'],
    ['rms', [0.1, null, 0], 'rms[1]: expected a number from 0 to 1e+39, not null'],
    ['stride', [2, 0], 'stride[1]: expected a whole number from 1, not 0'],
    ['dominated', [-1], 'dominated[0]: expected a whole number from 0, not -1'],
    ['dominant', [1, 3], 'dominant[1]: expected a number below networks[0].layers[0].filters, 3'],
    ['dead', [7], 'dead[0]: expected a number below networks[0].layers[0].filters, 3, not 7'],
    ['duplicates', [[0, 1]], 'duplicates[0][2] is missing'],
    ['duplicates', [[0, 3, 0.9]], 'duplicates[0][1]: expected a number below'],
    ['aliasing', { photographs: 1.5, noise: 0 }, 'aliasing.photographs: expected a number from 0'],
    ['dead', undefined, 'dead is missing'],
    [
      'drawn',
      { picture: 'a.png', height: 1e6, width: 2, shown: 'in colours' },
      'drawn.height: expected a whole number from 1 to 4096, not 1000000',
    ],
    ['median', -0.1, 'median: expected a number from 0'],
    ['rms', [0.1, -1, 0], 'rms[1]: expected a number from 0'],
    ['spectrum', { low: 0.5, mid: -0.1, high: 0.6 }, 'spectrum.mid: expected a number from 0'],
    ['filters', 0, 'filters: expected a whole number from 1'],
  ])('name what is wrong in %s', (field, value, message) => {
    expect(() => readResults(changed(field, value))).toThrow(`networks[0].layers[0].${message}`);
  });
});
