import { describe, expect, test } from 'vitest';
import {
  readResults,
  writeResults,
  type EvolutionResults,
  type InvarianceResults,
  type OccludeResults,
} from '../src/index.js';

const HEADER = {
  format: 'deconv results' as const,
  version: 1 as const,
  model: { name: 'tiny', fingerprint: 'ab'.repeat(32) },
  data: { name: 'photos', images: 1, skipped: [] },
  backend: 'cpu',
};

/** Two rows of three places. */
const OCCLUDE: OccludeResults = {
  ...HEADER,
  probe: 'occlude',
  options: { fill: 'grey', fit: 'cover', rule: 'deconvnet' },
  image: 'dog.png',
  fill: [128, 128, 128],
  grid: { rows: 2, cols: 3, size: 4, stride: 3 },
  classIndex: 1,
  probability: [
    [0.9, 0.8, 0.7],
    [0.6, 0.5, 0.4],
  ],
  label: [
    [1, 1, 1],
    [1, 2, 2],
  ],
  activity: [
    [4, 4, 4],
    [3, 2, 1],
  ],
  layer: 'conv5',
  channel: 12,
  clean: { probability: 0.95, label: 1, activity: 5 },
  classes: { 1: 'dog', 2: 'cat' },
  macs: { executed: 50, tight: 40, naive: 100 },
};

const INVARIANCE: InvarianceResults = {
  ...HEADER,
  probe: 'invariance',
  options: {
    ...{ transform: 'rotate', from: 0, to: 180, step: 90 },
    ...{ layers: ['conv1', 'constructor'], fill: 'mean', fit: 'cover' },
  },
  images: [
    {
      image: 'dog.png',
      fill: [10, 20, 30],
      values: [0, 90, 180],
      distance: { conv1: [0, 4, 5], constructor: [0, 1, 2] },
      probability: [0.9, 0.2, 0.4],
      classIndex: 1,
      label: 'dog',
      score: { conv1: 0.4, constructor: null },
    },
  ],
  score: { conv1: 0.4, constructor: null },
};

const CELL = {
  image: 'dog.png',
  at: [0, 0] as [number, number],
  activation: 2,
  receptiveField: { top: 0, left: 0, height: 4, width: 4 },
  patch: 'conv5/3/1-patch.png',
  projection: 'conv5/3/1-projection.png',
  scale: 0.5,
  imageChanged: false,
  similarity: null,
  featureChanged: false,
};

const EVOLUTION: EvolutionResults = {
  ...HEADER,
  probe: 'evolution',
  options: { rule: 'deconvnet', fit: 'cover', channels: '3', seed: 0, changed: 0.5 },
  checkpoints: ['1', '64'].map((name) => ({ name, fingerprint: 'cd'.repeat(32) })),
  maps: [{ layer: 'conv5', channel: 3, cells: [CELL, { ...CELL, similarity: 0.7 }] }],
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

describe('results of occlude, invariance and evolution', () => {
  test.each([OCCLUDE, INVARIANCE, EVOLUTION])(
    'come back from text as they were written: %#',
    (document) => {
      expect(readResults(writeResults(document))).toEqual(document);
    },
  );

  test.each([
    [OCCLUDE, 'probability.1.2', null, 'probability[1][2]: expected a number from -1e+39'],
    [OCCLUDE, 'probability.1', [1, 1], 'probability[1]: expected 3 entries, one for each of the'],
    [OCCLUDE, 'label', [[1, 1, 1]], 'label: expected 2 entries, one for each of the rows of grid'],
    [OCCLUDE, 'label.0.0', 0.5, 'label[0][0]: expected a whole number from 0, not 0.5'],
    [OCCLUDE, 'activity', [], 'activity: expected 2 entries'],
    [OCCLUDE, 'grid.cols', 2, 'probability[0]: expected 2 entries, one for each of the columns of'],
    [OCCLUDE, 'grid.rows', 1e9, 'grid.rows: expected a whole number from 1 to 4096'],
    [OCCLUDE, 'fill', [1, 2, 256], 'fill[2]: expected a whole number from 0 to 255, not 256'],
    [OCCLUDE, 'clean', null, 'clean: expected an object, not null'],
    [OCCLUDE, 'classes.2', 3, 'classes["2"]: expected a text that is not empty, not 3'],
    [INVARIANCE, 'images.0.values', [], 'images[0].values: expected a list of at least 1'],
    [INVARIANCE, 'images.0.values', [3], 'images[0].probability: expected 1 entries, one for each'],
    [INVARIANCE, 'images.0.distance.conv1', [0], 'images[0].distance.conv1: expected 3 entries'],
    [INVARIANCE, 'images.0.distance', { conv1: [0, 4, 5] }, 'images[0].distance.constructor is'],
    [
      INVARIANCE,
      'images.0.distance.conv1.1',
      null,
      'images[0].distance.conv1[1]: expected a number',
    ],
    [INVARIANCE, 'images.0.score', {}, 'images[0].score.conv1 is missing'],
    [INVARIANCE, 'score', [], 'score: expected an object, not a list of 0'],
    [INVARIANCE, 'options.transform', 'valueOf', 'options.transform: expected "translate-y" or'],
    [EVOLUTION, 'maps.0.cells', [CELL], 'maps[0].cells: expected 2 entries, one for each of'],
    [EVOLUTION, 'checkpoints', [], 'maps[0].cells: expected 0 entries'],
    [EVOLUTION, 'maps.0.cells.1', null, 'maps[0].cells[1]: expected an object, not null'],
    [EVOLUTION, 'maps.0.cells.1.image', 3, 'maps[0].cells[1].image: expected a text that is not'],
  ])('%#: name what is damaged', (document, path, value, message) => {
    expect(() => readResults(changed(document, path, value))).toThrow(`damaged: ${message}`);
  });
});
