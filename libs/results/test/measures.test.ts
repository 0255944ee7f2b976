import { describe, expect, test } from 'vitest';
import {
  readResults,
  writeResults,
  type AblateResults,
  type LayersResults,
  type TransferResults,
} from '../src/index.js';

const HEADER = {
  format: 'deconv results' as const,
  version: 1 as const,
  model: { name: 'zfnet', fingerprint: 'ab'.repeat(32) },
  data: { name: 'photos', images: 90, skipped: [] },
  backend: 'wasm',
};
const CLASSIFIER = {
  folds: 2,
  test: 50,
  seed: 1,
  strengths: [0.01, 0.001],
  most: 4096,
  fit: 'cover',
};
const ACCURACY = { folds: [0.5, 0.7], mean: 0.6, sd: 0.141 };

const TRANSFER: TransferResults = {
  ...HEADER,
  probe: 'transfer',
  options: { ...CLASSIFIER, layer: 'pool5', perClass: [15] },
  classes: ['cat', 'dog'],
  shape: [6, 6, 256],
  pooled: [4, 4, 256],
  overlap: {
    with: 'train',
    images: 9,
    bits: 256,
    distance: 24,
    found: [{ image: 'a.jpg', like: 'b.jpg', distance: 3 }],
  },
  measures: [{ perClass: 15, tested: 20, strength: 0.01, ...ACCURACY }],
  scratch: null,
};
const LAYERS: LayersResults = {
  ...HEADER,
  probe: 'layers',
  options: { ...CLASSIFIER, perClass: 30 },
  classes: ['cat', 'dog'],
  overlap: null,
  tested: 20,
  layers: [
    {
      layer: 'conv1',
      kind: 'Conv2D',
      shape: [55, 55, 96],
      pooled: [6, 6, 96],
      strength: 0.001,
      ...ACCURACY,
    },
  ],
};
const SCORE = { error: 0.25, loss: 1.5 };
const ABLATE: AblateResults = {
  ...HEADER,
  probe: 'ablate',
  options: {
    ...{
      seeds: [1],
      epochs: 2,
      stepsPerEpoch: 3,
      batchSize: 4,
      schedule: 'cosine',
      peakRate: 0.05,
    },
    ...{ warmUp: 0.05, momentum: 0.9, weightDecay: 0, dropout: 0.3, labelSmoothing: 0.1 },
    ...{ fit: 'cover', perClass: null },
  },
  classes: ['cat', 'dog'],
  images: { training: 80, validation: 10 },
  networks: [
    {
      ...{ name: 'zfnet', architecture: 'zfnet', inputSize: 96, batchNorm: true },
      ...{ filterLimit: null, parameters: 100 },
      training: { mean: 0.25, sd: null },
      validation: { mean: 0.25, sd: null },
      runs: [
        {
          ...{
            seed: 1,
            fingerprint: 'cd'.repeat(32),
            seconds: 3,
            training: SCORE,
            validation: SCORE,
          },
          course: [0.5, 0.25],
          layers: [
            {
              ...{ layer: 'conv1', filters: 48, size: 7, stride: 2 },
              rms: { median: 0.01, largest: 0.1 },
              ...{ dominant: 1, dominated: 0, dead: null, duplicates: 0, spectrum: null },
              aliasing: { photographs: 0.01, noise: 0.5 },
            },
          ],
          filters: 'runs/zfnet-seed-1/filters.png',
        },
      ],
    },
  ],
};

/** The document as JSON, with one place changed. */
function changed(document: object, path: string, value: unknown): string {
  const copy = structuredClone(document) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const place = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy);
  place[last] = value;
  return JSON.stringify(copy);
}

describe('results of transfer, layers and ablate', () => {
  test.each([TRANSFER, LAYERS, ABLATE])('come back from text as they were written', (document) => {
    expect(readResults(writeResults(document))).toEqual(document);
  });

  test.each([
    [TRANSFER, 'measures.0.mean', 1.2, 'measures[0].mean: expected a number from 0 to 1, not 1.2'],
    [TRANSFER, 'measures.0.folds', [], 'measures[0].folds: expected a list of at least 1'],
    [TRANSFER, 'measures.0.folds', [0, 0, 0], 'measures[0].folds: expected at most 2 entries'],
    [TRANSFER, 'measures', [], 'measures: expected 1 entries, one for each of options.perClass'],
    [TRANSFER, 'classes', ['cat'], 'classes: expected a list of at least 2, not a list of 1'],
    [TRANSFER, 'overlap.found.0.like', '', 'overlap.found[0].like: expected a text that is not'],
    [LAYERS, 'layers.0.strength', 0, 'layers[0].strength: expected a number above 0'],
    [LAYERS, 'layers.0.folds', [0, 0, 0], 'layers[0].folds: expected at most 2 entries'],
    [LAYERS, 'layers', [], 'layers: expected a list of at least 1'],
    [LAYERS, 'options.perClass', undefined, 'options.perClass is missing'],
    [ABLATE, 'networks', [], 'networks: expected a list of at least 1'],
    [ABLATE, 'networks.0.runs', [], 'networks[0].runs: expected a list of at least 1'],
    [ABLATE, 'options.seeds', [1, 2], 'networks[0].runs: expected 2 entries, one for each of'],
    [ABLATE, 'options.epochs', 1, 'networks[0].runs[0].course: expected at most 1 entries, as'],
    [ABLATE, 'networks.0.filterLimit', 0, 'networks[0].filterLimit: expected a number above 0'],
    [ABLATE, 'networks.0.runs.0.layers.0.dead', -1, 'dead: expected a whole number from 0, not -1'],
    [ABLATE, 'networks.0.runs.0.filters', 'javascript:1', 'filters: expected the path of a'],
  ])('%#: name what is damaged', (document, path, value, message) => {
    expect(() => readResults(changed(document, path, value))).toThrow(message);
  });
});
