import { setPassEngine } from '@deconv/core';
import { openRuntime } from '@deconv/native';
import { readResults, type OccludeResults, type TopResults } from '@deconv/results';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { relativeError } from '../../../libs/core/test/backends.js';
import { run, saveModel, saveNoise } from './support.js';

const runtime = await openRuntime();
let folder: string;
let photo: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-'));
  photo = join(folder, 'photo.png');
  await saveModel(folder);
  await saveNoise(photo);
});
afterEach(() => setPassEngine(undefined));
afterAll(() => rm(folder, { recursive: true }));

/** What a command prints as JSON on one backend. */
async function on(backend: string, ...asked: string[]): Promise<string> {
  setPassEngine(undefined);
  const { code, stdout } = await run(...asked, '--json', '--backend', backend);
  expect(code).toBe(0);
  return stdout;
}

interface Answers {
  backend: string;
  results: { predictions: { index: number; probability: number }[] }[];
}

describe.skipIf(!runtime)('--backend native', () => {
  it('answers as wasm does, and says what computed', async () => {
    const read = async (backend: string): Promise<Answers> =>
      JSON.parse(await on(backend, 'classify', folder, photo)) as Answers;
    const [own, its] = [await read('native'), await read('wasm')];
    expect([own.backend, its.backend]).toEqual(['native', 'wasm']);
    const of = ({ results }: Answers): number[] =>
      results[0]!.predictions.toSorted((a, b) => a.index - b.index).map((p) => p.probability);
    expect(relativeError(of(own), of(its))).toBeLessThan(1e-4);
  });

  it('finds and projects the same units', async () => {
    const read = async (backend: string): Promise<TopResults> => {
      const out = join(folder, `top-${backend}`);
      const asked = ['top', folder, photo, '--layer', 'conv1', '--out', out];
      return readResults(await on(backend, ...asked)) as TopResults;
    };
    const units = ({ layers }: TopResults) =>
      layers[0]!.maps.flatMap(({ channel, entries }) => entries.map(({ at }) => [channel, ...at]));
    const activations = ({ layers }: TopResults) =>
      layers[0]!.maps.flatMap(({ entries }) => entries.map(({ activation }) => activation));
    const [native, wasm] = [await read('native'), await read('wasm')];
    expect(units(native)).toEqual(units(wasm));
    expect(relativeError(activations(native), activations(wasm))).toBeLessThan(1e-4);
  });

  it('finds what a square in the way changes', async () => {
    const read = async (backend: string): Promise<number[]> => {
      const asked = ['occlude', folder, photo, '--size', '4', '--naive'];
      const results = readResults(await on(backend, ...asked)) as OccludeResults;
      return results.activity.flat();
    };
    expect(relativeError(await read('native'), await read('wasm'))).toBeLessThan(1e-4);
  });
});
