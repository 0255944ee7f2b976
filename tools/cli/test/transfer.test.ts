import { decodeImage } from '@deconv/datasets/node';
import { readResults, type LayersResults, type TransferResults } from '@deconv/results';
import { copyFile, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { bitsBetween, differenceHash } from '../src/transfer/differenceHash.js';
import { drawFolds } from '../src/transfer/drawFolds.js';
import { DISTANCE } from '../src/transfer/findOverlap.js';
import { start } from './process.js';
import { orElse, run, saveModel } from './support.js';

let folder: string;
const path = (...names: string[]): string => join(folder, ...names);
const cache = () => ['--cache', path('cache')];

/** Stripes along rows or columns over soft blobs that are each picture's own. */
function picture(upright: boolean, seed: number): Promise<Buffer> {
  const side = 48;
  const wave = (n: number, at: number) =>
    Math.sin(((2 * Math.PI * at) / side) * n + 10 * Math.sin(91.7 * (seed + 1) * n));
  const data = Uint8Array.from({ length: side * side * 3 }, (_, at) => {
    const [y, x] = [Math.floor(at / 3 / side), Math.floor(at / 3) % side];
    const blobs = wave(1, x) * wave(2, y) + wave(3, x) * wave(1, y) + wave(2, x + y);
    return 118 + 30 * blobs + ((upright ? x : y) % 12 < 6 ? 40 : 0);
  });
  return sharp(data, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-transfer-'));
  await mkdir(path('model'));
  await saveModel(path('model'));
  for (const [i, name] of ['across', 'upright'].entries()) {
    await mkdir(path('data', name), { recursive: true });
    for (let n = 0; n < 12; n++)
      await writeFile(path('data', name, `${n}.png`), await picture(i === 1, 100 * i + n));
  }
  await writeFile(path('data', 'upright', 'broken.png'), 'no picture');
  await mkdir(path('copies'));
  for (const n of [1, 4, 7])
    await copyFile(path('data', 'across', `${n}.png`), path('copies', `copy-${n}.png`));
  await mkdir(path('seen'));
  const same = sharp(await picture(true, 103)).resize(32, 32);
  await writeFile(path('seen', 'same.jpg'), await same.jpeg({ quality: 70 }).toBuffer());
});
afterAll(() => rm(folder, { recursive: true }));

async function transferred(...args: string[]): Promise<TransferResults> {
  const said = ['transfer', path('model'), path('data'), '--layer', 'pool1', '--json', ...cache()];
  const { code, stdout, stderr } = await run(...said, ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return readResults(stdout) as TransferResults;
}

describe('deconv transfer', () => {
  it('learns from few images, tests the others, and skips what cannot be read', async () => {
    const results = await transferred('--per-class', '1,6', '--folds', '3', '--test', '4');
    expect(results).toMatchObject({
      probe: 'transfer',
      data: {
        name: 'data',
        images: 25,
        skipped: [{ image: path('data', 'upright', 'broken.png') }],
      },
      classes: ['across', 'upright'],
      shape: [7, 7, 4],
      pooled: [7, 7, 4],
      overlap: null,
    });
    expect(results.measures.map(({ perClass, tested }) => [perClass, tested])).toEqual([
      [1, 8],
      [6, 8],
    ]);
    expect(results.measures[1]!.folds).toHaveLength(3);
    expect(results.measures[1]!.mean).toBeGreaterThan(0.9);
  });

  it('keeps features, and takes them the next time', async () => {
    await rm(path('cache'), { recursive: true, force: true });
    const first = await transferred('--per-class', '3');
    const kept = await readdir(path('cache'));
    expect(kept).toHaveLength(2);
    // Features that say nothing: whoever reads them can but guess.
    const features = kept.find((name) => !name.endsWith('.json'))!;
    await writeFile(path('cache', features), new Uint8Array(4 * 25 * 7 * 7 * 4));
    const second = await transferred('--per-class', '3');
    expect(second.measures[0]!.mean).toBe(0.5);
    await rm(path('cache'), { recursive: true });
    expect(await transferred('--per-class', '3')).toEqual(first);
  });

  it('takes no features of photos that were replaced, of the same names, sizes and times', async () => {
    const file = (name: string, n: number) => path('replaced', name, `${n}.png`);
    const store = async (to: string, upright: boolean, seed: number) => {
      // Not compressed, so that all are of one size.
      const bytes = sharp(await picture(upright, seed)).png({ compressionLevel: 0 });
      await writeFile(to, await bytes.toBuffer());
      await utimes(to, new Date(0), new Date(0));
    };
    for (const [i, name] of ['across', 'upright'].entries()) {
      await mkdir(path('replaced', name), { recursive: true });
      for (let n = 0; n < 8; n++) await store(file(name, n), i === 1, 200 + 100 * i + n);
    }
    const measured = async (cache: string): Promise<unknown> => {
      const asked = ['--layer', 'pool1', '--per-class', '3', '--json', '--cache', path(cache)];
      const { code, stdout } = await run('transfer', path('model'), path('replaced'), ...asked);
      expect(code).toBe(0);
      return readResults(stdout);
    };
    const before = await measured('replacing');
    const { size, mtimeMs } = await stat(file('across', 1));
    for (const n of [1, 3, 5, 7]) await store(file('across', n), true, 500 + n);
    expect(await stat(file('across', 1))).toMatchObject({ size, mtimeMs });
    const after = await measured('replacing');
    expect(after).not.toEqual(before);
    expect(after).toEqual(await measured('replacing-anew'));
  });

  describe('where nothing can be kept', () => {
    const asked = ['--layer', 'pool1', '--per-class', '3', '--folds', '2', '--json'];
    beforeAll(() => writeFile(path('no-folder'), ''));
    afterEach(() => vi.unstubAllEnvs());

    /** In a home that is none, so that not even the administrator writes there. */
    function homeless(): void {
      vi.stubEnv('HOME', path('no-folder'));
      vi.stubEnv('XDG_CACHE_HOME', undefined);
    }

    it.each([
      ['transfer', asked],
      ['layers', asked.slice(2)],
    ])('%s goes on without, and names --cache', async (command, options) => {
      homeless();
      const { code, stdout, said } = await run(command, path('model'), path('data'), ...options);
      expect(said).toMatch(
        /nothing is kept for the next time: .*no-folder.*\. --cache names another folder/,
      );
      expect(code).toBe(0);
      const kept = await run(command, path('model'), path('data'), ...options, ...cache());
      expect(JSON.parse(stdout)).toEqual(JSON.parse(kept.stdout));
    });

    it('so does what learns from scratch', async () => {
      const layer = { kind: 'conv', name: 'conv1', filters: 4, size: 3 };
      await writeFile(
        path('small.json'),
        JSON.stringify({ name: 'small', inputSize: 16, layers: [layer] }),
      );
      homeless();
      const scratch = ['--from-scratch', path('small.json'), '--epochs', '2'];
      const { code, stderr } = await start(
        ...['transfer', path('model'), path('data'), ...asked, ...scratch],
      ).finished;
      expect(stderr).toContain('--cache names another folder');
      expect(code, stderr).toBe(0);
    });

    it('ignores a folder of caches that is relative, as its specification asks', async () => {
      homeless();
      vi.stubEnv('XDG_CACHE_HOME', 'relative-cache');
      const { code, said } = await run('transfer', path('model'), path('data'), ...asked);
      expect(said).toContain('no-folder');
      expect(code).toBe(0);
    });

    it('stops before any work where the folder was named', async () => {
      const named = ['--cache', path('no-folder', 'cache')];
      const { code, stderr } = await run(
        'transfer',
        path('model'),
        path('data'),
        ...asked,
        ...named,
      );
      expect([code, stderr]).toEqual([1, expect.stringMatching(/cannot make the folder .*cache/)]);
    });

    it('goes on where features cannot be written in the end', async () => {
      const named = ['--cache', path('full')];
      const first = await run('transfer', path('model'), path('data'), ...asked, ...named);
      for (const name of await readdir(path('full'))) {
        await rm(path('full', name));
        await mkdir(path('full', name));
      }
      const second = await run('transfer', path('model'), path('data'), ...asked, ...named);
      expect(second.said).toMatch(/not kept: features of pool1: .*--cache names another folder/);
      expect([second.code, second.stdout]).toEqual([0, first.stdout]);
    });
  });

  describe('from scratch', () => {
    const learn = (cache: string, epochs: number, folds: number) => {
      const asked = ['--layer', 'pool1', '--per-class', '4', '--folds', String(folds)];
      const scratch = ['--from-scratch', path('tiny.json'), '--epochs', String(epochs)];
      const kept = ['--cache', path(cache), '--json'];
      return start('transfer', path('model'), path('data'), ...asked, ...scratch, ...kept);
    };
    const learned = async (...asked: Parameters<typeof learn>) => {
      const { code, stdout, stderr } = await learn(...asked).finished;
      expect(code, stderr).toBe(0);
      const { scratch, measures } = readResults(stdout) as TransferResults;
      return { scratch: { ...scratch!, seconds: 0 }, tested: measures[0]!.tested };
    };
    beforeAll(async () => {
      const layer = { kind: 'conv', name: 'conv1', filters: 4, size: 3 };
      const architecture = { name: 'tiny', inputSize: 16, layers: [layer] };
      await writeFile(path('tiny.json'), JSON.stringify(architecture));
    });

    it('sets a network beside it that learns the same images, once', async () => {
      const { scratch, tested } = await learned('once', 6, 2);
      // 3·3·3·4 + 4, 14·14·4·2 + 2
      expect(scratch).toMatchObject({
        ...{ architecture: 'tiny', parameters: 112 + 1570, epochs: 6, batchSize: 8 },
        measures: [{ perClass: 4, tested }],
      });
      expect(scratch.measures[0]!.folds).toHaveLength(2);
      const kept = (await readdir(path('once'))).filter((name) => name.startsWith('scratch-'));
      expect(kept).toEqual([expect.stringMatching(/json$/), expect.stringMatching(/json$/)]);
      // An answer that no network gives: whoever trained again would not repeat it.
      for (const name of kept)
        await writeFile(path('once', name), JSON.stringify({ accuracy: 0.123, seconds: 1 }));
      expect((await learned('once', 6, 2)).scratch.measures[0]!.mean).toBe(0.123);
    });

    it('may learn a part only: the first folds, and some of the counts', async () => {
      const asked = ['--per-class', '2,4', '--folds', '3', '--from-scratch', path('tiny.json')];
      const part = ['--epochs', '1', '--scratch-per-class', '4', '--scratch-folds', '2'];
      const said = ['transfer', path('model'), path('data'), '--layer', 'pool1', ...cache()];
      const { code, stdout, stderr } = await start(...said, ...asked, ...part, '--json').finished;
      expect(code, stderr).toBe(0);
      const { measures, scratch } = readResults(stdout) as TransferResults;
      const drawn = (all: typeof measures | NonNullable<typeof scratch>['measures']) =>
        all.map(({ perClass, folds }) => [perClass, folds.length]);
      expect(drawn(measures)).toEqual([
        [2, 3],
        [4, 3],
      ]);
      expect(drawn(scratch!.measures)).toEqual([[4, 2]]);
      // The same trainings in words, where what was not learned is a dash.
      const inWords = await start(...said, ...asked, ...part).finished;
      const [two, four] = inWords.stdout.split('\n').filter((line) => /^ +[24] /.test(line));
      expect(two).toMatch(/–$/);
      expect(four).toMatch(/\d ± [\d.]+$/);
      expect(inWords.stdout).toContain('± over 3 folds, from scratch over 2)');
    });

    it('goes on where it was interrupted, to the same answer', async () => {
      const { finished, says, interrupt } = learn('interrupted', 120, 1);
      await says('100 of 120 steps: 4 a class from scratch, fold 1 of 1');
      interrupt();
      const { code, stdout, stderr } = await finished;
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('interrupted; finished features and trainings are kept');
      const [begun] = (await readdir(path('interrupted'))).filter((name) =>
        name.startsWith('scratch-'),
      );
      expect(await readdir(path('interrupted', begun!))).toContain('checkpoint');
      expect(await learned('interrupted', 120, 1)).toEqual(await learned('whole', 120, 1));
    });
  });

  it('leaves out near-duplicates of what the network learned from, and says which', async () => {
    const { overlap, measures } = await transferred('--per-class', '6', '--overlap', path('seen'));
    expect(overlap).toMatchObject({
      with: 'seen',
      images: 1,
      found: [{ image: path('data', 'upright', '3.png'), like: path('seen', 'same.jpg') }],
    });
    expect(measures[0]!.tested).toBe(6 + 5);
  });

  it('finds every copy of a file, at no distance, and says so where too few images are left', async () => {
    const { overlap } = await transferred('--per-class', '1', '--overlap', path('copies'));
    expect(overlap!.found.map(({ image, distance }) => [image, distance])).toEqual(
      [1, 4, 7].map((n) => [path('data', 'across', `${n}.png`), 0]),
    );
    const said = ['transfer', path('model'), path('data'), '--layer', 'pool1', ...cache()];
    const { code, stderr } = await run(...said, '--per-class', '9', '--overlap', path('copies'));
    expect(stderr).toContain(
      'class "across" has 9 images but for those that were skipped or left out; expected at least 10',
    );
    expect(code).toBe(1);
  });

  it.each([['--out', ''], ['--out='], ['--out']])(
    'takes %j for no folder, least of all the one it stands in',
    async (...args) => {
      const said = ['transfer', path('model'), path('data'), '--layer', 'pool1', ...cache()];
      const { code, stderr } = await run(...said, ...args);
      expect(stderr).toContain('--out is ""; expected a value');
      expect(code).toBe(2);
    },
  );

  it.each([
    [['--per-class', '0'], '--per-class is "0"; expected a whole number ≥ 1', 2],
    [['--per-class', '12'], 'class "across" has 12 images; expected at least 13', 1],
    [['--strengths', '0'], '--strengths is "0"; expected a number > 0', 2],
    [['--scratch-folds', '2'], '--scratch-folds does nothing without --from-scratch', 2],
    [
      ['--from-scratch', 'zfnet', '--scratch-folds', '6'],
      '--scratch-folds is "6"; expected at most --folds, 5',
      2,
    ],
    [
      ['--from-scratch', 'zfnet', '--scratch-per-class', '4'],
      '--scratch-per-class is "4"; expected some of --per-class, 15,30',
      2,
    ],
    [['--layer', 'pool2'], 'no layer is called "pool2"; did you mean "pool1"?', 1],
  ])('refuses %j', async (args, message, expected) => {
    const said = ['transfer', path('model'), path('data'), ...cache()];
    const { code, stderr } = await run(...said, ...orElse(args, { '--layer': 'pool1' }));
    expect(stderr).toContain(message);
    expect(code).toBe(expected);
  });

  it('draws folds that are the same for a seed, and never test what they learn from', () => {
    const labels = Array.from({ length: 20 }, (_, i) => i % 2);
    const draw = { classes: ['a', 'b'], labels, perClass: 4, test: 3, folds: 5, seed: 1 };
    const folds = drawFolds(draw);
    expect(folds).toEqual(drawFolds(draw));
    expect(folds).not.toEqual(drawFolds({ ...draw, seed: 2 }));
    for (const { trained, tested } of folds) {
      expect([trained.length, tested.length]).toEqual([8, 6]);
      expect(new Set([...trained, ...tested]).size).toBe(14);
    }
    const fewer = drawFolds({ ...draw, perClass: 2 });
    fewer.forEach(({ trained }, i) =>
      trained.forEach((image) => expect(folds[i]!.trained).toContain(image)),
    );
  });
});

describe('deconv layers', () => {
  it('asks every layer but the last, and prints them in their order', async () => {
    const said = [path('model'), path('data'), '--per-class', '6', '--folds', '2', ...cache()];
    const { stdout } = await run('layers', ...said, '--most', '100', '--json');
    const { layers, tested } = readResults(stdout) as LayersResults;
    expect(layers.map(({ layer, shape, pooled }) => [layer, shape, pooled])).toEqual([
      ['conv1', [14, 14, 4], [5, 5, 4]],
      ['pool1', [7, 7, 4], [5, 5, 4]],
    ]);
    expect(tested).toBe(12);
    const text = await run('layers', ...said, '--layers', 'pool1');
    expect(text.stdout).toMatch(/\npool1 +MaxPooling2D +7×7×4 +7×7×4 /);
    expect(text.stdout).toContain('mean over 2 classes, ± over 2 folds');
  });
});

describe('difference hashes', () => {
  it('hardly change with size and compression, and tell pictures apart', async () => {
    const [one, other] = await Promise.all([picture(true, 1), picture(true, 2)]);
    const smaller = sharp(one).resize(30, 30).jpeg({ quality: 60 });
    const small = path('small.jpg');
    await writeFile(small, await smaller.toBuffer());
    await writeFile(path('one.png'), one);
    await writeFile(path('other.png'), other);
    const hashOf = async (file: string) =>
      differenceHash(await decodeImage(file, { size: 64, fit: 'stretch' }));
    const hash = await hashOf(path('one.png'));
    const [near, far] = await Promise.all([hashOf(small), hashOf(path('other.png'))]);
    expect(bitsBetween(hash, hash)).toBe(0);
    expect(bitsBetween(hash, near)).toBeLessThanOrEqual(DISTANCE);
    expect(bitsBetween(hash, far)).toBeGreaterThan(DISTANCE);
    expect(bitsBetween(Uint32Array.from([0, 0]), Uint32Array.from([0xffffffff, 5]))).toBe(34);
  });
});
