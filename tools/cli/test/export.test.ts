import { isInstalled } from '@deconv/native/isInstalled';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as compare from '../src/import/compareWithRuntime.js';
import { run, saveModel, saveNoise } from './support.js';

vi.mock('../src/import/compareWithRuntime.js', { spy: true });

const EMOJI = new URL('../../../models/zfnet-emoji', import.meta.url).pathname;
const SQUEEZENET = new URL('../../../../shared/models/squeezenet11-imagenet', import.meta.url)
  .pathname;

let folder: string;
const path = (...names: string[]): string => join(folder, ...names);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-export-'));
  await mkdir(path('model'));
  await saveModel(path('model'));
  await saveNoise(path('photo.png'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Answers {
  results: { predictions: { index: number; probability: number }[] }[];
}
const probabilities = ({ results }: Answers): number[] =>
  results[0]!.predictions.toSorted((a, b) => a.index - b.index).map((each) => each.probability);

async function classified(model: string): Promise<number[]> {
  const asked = ['classify', model, path('photo.png'), '--json', '--backend', 'wasm'];
  const { code, stdout, said } = await run(...asked);
  expect(code, said).toBe(0);
  return probabilities(JSON.parse(stdout) as Answers);
}

describe('deconv export', () => {
  it.each(isInstalled() ? [false, true] : [false])(
    'writes what other commands read, verified (by ONNX Runtime: %s)',
    async (there) => {
      if (!there) vi.mocked(compare.findRuntime).mockResolvedValueOnce(undefined);
      const out = path(`small-${there}.onnx`);
      const { code, stdout, said } = await run('export', path('model'), out);
      expect(code, said).toBe(0);
      const by = there ? 'ONNX Runtime' : 'the file read again';
      expect(stdout).toMatch(new RegExp(`verified: ${by} differs by .*e[-+].*\nwritten: `));
      expect(stdout).toContain('input [batch, 3, 16, 16], preprocessed; output 1×1×3');
      const [own, read] = [await classified(path('model')), await classified(out)];
      read.forEach((probability, i) => expect(probability).toBeCloseTo(own[i]!, 6));
    },
  );

  it.each([EMOJI, SQUEEZENET])('writes %s', async (model) => {
    if (!existsSync(model)) return;
    const out = path(`${model.split('/').at(-1)}.onnx`);
    const { code, said } = await run('export', model, out);
    expect(code, said).toBe(0);
    expect((await run('inspect', out)).code).toBe(0);
  });

  it('writes nothing where the file would answer otherwise', async () => {
    vi.mocked(compare.findRuntime).mockResolvedValueOnce(undefined);
    vi.mocked(compare.answerTo).mockReturnValueOnce(new Float32Array([1, 0, 0]));
    const out = path('other.onnx');
    const { code, stderr } = await run('export', path('model'), out);
    expect([code, stderr]).toEqual([1, expect.stringContaining('answers otherwise')]);
    expect(existsSync(out)).toBe(false);
  });

  it('says what is wrong with a name, and overwrites nothing', async () => {
    const odd = await run('export', path('model'), path('model.bin'));
    expect([odd.code, odd.stderr]).toEqual([2, expect.stringContaining('ends in .onnx')]);
    await writeFile(path('mine.onnx'), 'mine');
    const there = await run('export', path('model'), path('mine.onnx'));
    expect([there.code, there.stderr]).toEqual([2, expect.stringContaining('there already')]);
    expect(await readFile(path('mine.onnx'), 'utf8')).toBe('mine');
    const nowhere = await run('export', path('model'), path('no', 'where.onnx'));
    expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining('no such folder')]);
  });
});
