import { requireForm, writeResults, type Projected, type TopResults } from '@deconv/results';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classified } from '../src/report/answersOf.js';
import { figureOf } from '../src/report/figures.js';
import type { Task } from '../src/report/Task.js';

const RESULTS: TopResults = {
  format: 'deconv results',
  version: 1,
  probe: 'top',
  model: { name: 'tiny', fingerprint: 'ab'.repeat(32) },
  data: { name: 'photos', images: 1, skipped: [] },
  backend: 'cpu',
  options: { k: 9, rule: 'deconvnet', fit: 'cover', channels: '0', seed: 0 },
  layers: [{ layer: 'conv1', channels: 4, maps: [{ channel: 0, entries: [] }] }],
};
const CONTROLLED: Projected = {
  ...{ layer: 'conv1', channel: 3, at: [1, 2], activation: 0.5, rule: 'deconvnet', backend: 'cpu' },
  receptiveField: { top: 0, left: 0, width: 8, height: 8 },
  projection: { shape: [16, 16, 3], min: -1, max: 1, l2: 2, sum: 0, box: null },
  controls: [{ replaced: 'conv1', similarity: { signed: 0.5, magnitude: null } }],
};

let report: string;

beforeAll(async () => {
  report = await mkdtemp(join(tmpdir(), 'deconv-parts-'));
});

afterAll(() => rm(report, { recursive: true }));

/** The figure of a part that holds this file. */
async function figure(section: Task['section'], file: string, text: string) {
  const folder = `${section}-part`;
  await mkdir(join(report, folder), { recursive: true });
  await writeFile(join(report, folder, file), text);
  const task: Task = { section, folder, about: '', args: [], passes: 1 };
  return figureOf(report, task);
}

describe('a part that a report holds already', () => {
  test('is drawn where it is whole', async () => {
    const { script } = await figure('top', 'results.json', writeResults(RESULTS));
    expect(script.text).toContain('"channels":4');
    const { markup } = await figure('controls', 'project.json', JSON.stringify(CONTROLLED));
    expect(markup.text).toContain('similarity 0.500');
  });

  test.each([
    ['top', 'results.json', writeResults(RESULTS).slice(0, 300), 'this is not valid JSON'],
    [
      ...(['top', 'results.json'] as const),
      JSON.stringify({ ...RESULTS, layers: [{ layer: 'conv1', channels: 4, maps: null }] }),
      'these results are damaged: layers[0].maps: expected a list, not null',
    ],
    [
      ...(['controls', 'project.json'] as const),
      JSON.stringify({ ...CONTROLLED, controls: [{ replaced: 'conv1' }] }),
      'these controls are damaged: controls[0].similarity is missing',
    ],
  ] as const)(
    'names its file, and what to do, where %s is damaged: %#',
    async (section, file, text, said) => {
      const path = join(report, `${section}-part`);
      const message = await figure(section, file, text).then(
        String,
        (error: unknown) => (error as Error).message,
      );
      expect(message).toContain(`${join(path, file)}: ${said}`);
      expect(message).toContain(`Delete ${path} and run the command again`);
    },
  );

  test('holds an answer for each image', () => {
    const answer = { kind: 'probabilities' };
    const answers = { backend: 'cpu', answer, results: [{ image: 'a.jpg', predictions: [] }] };
    expect(() => requireForm(classified, answers, 'these answers are damaged')).toThrow(
      'these answers are damaged: results[0].predictions: expected a list of at least 1, not a list of 0',
    );
  });
});
