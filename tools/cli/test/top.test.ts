import { readResults, type TopResults } from '@deconv/results';
import { existsSync, writeFileSync } from 'node:fs';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { main } from '../src/main.js';
import { start } from './process.js';
import { run, saveModel } from './support.js';

/** Enough images that a run can be stopped on its way. */
const MANY = 600;
let folder: string;
const path = (...parts: string[]): string => join(folder, ...parts);

/** A picture that no other number gives. @param stored all are of the same size in bytes */
async function draw(file: string, i: number, stored = false): Promise<void> {
  const values = Uint8Array.from({ length: 16 * 16 * 3 }, (_, j) => ((i + 1) * (j + 7) * 31) % 253);
  await sharp(values, { raw: { width: 16, height: 16, channels: 3 } })
    .png(stored ? { compressionLevel: 0 } : {})
    .toFile(file);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-top-'));
  for (const name of ['model', 'few', 'many', 'empty', 'broken']) await mkdir(path(name));
  await saveModel(path('model'));
  for (let i = 0; i < 12; i++) await draw(path('few', `${10 + i}.png`), i);
  for (let i = 0; i < MANY; i++) await draw(path('many', `${1000 + i}.png`), i);
  await writeFile(path('few', '15b.jpg'), 'no picture');
  await writeFile(path('broken', 'a.jpg'), 'no picture');
});
afterAll(() => rm(folder, { recursive: true }));

const top = (...args: string[]) => run('top', path('model'), ...args);

async function resultsIn(out: string): Promise<TopResults> {
  return readResults(await readFile(path(out, 'results.json'), 'utf8')) as TopResults;
}

/** Every file below a folder, with its bytes. */
async function contentOf(out: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(path(out), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const names = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(
    await Promise.all(
      names.map(async (name) => [name.slice(path(out).length), await readFile(name)] as const),
    ),
  );
}

describe('deconv top', () => {
  test('keeps the units that project finds strongest in each image alone', async () => {
    const args = [path('few'), '--layer', 'conv1,pool1', '--channels', '0,2-3', '--k', '4'];
    const { code, stdout } = await top(...args, '--out', path('kept'));
    expect([code, stdout]).toEqual([0, expect.stringMatching(/conv1: 3 of 4 feature maps/)]);
    const { layers } = await resultsIn('kept');
    expect(layers.map(({ layer, channels }) => [layer, channels])).toEqual([
      ['conv1', 4],
      ['pool1', 4],
    ]);
    for (const { layer, maps } of layers) {
      expect(maps.map(({ channel }) => channel)).toEqual([0, 2, 3]);
      const { channel, entries } = maps[1]!;
      const all = await strongest(layer, channel);
      all.sort((a, b) => b.activation - a.activation || (a.image < b.image ? -1 : 1));
      expect(entries).toMatchObject(all.slice(0, 4));
    }
  });

  /** What `project` says of each image. */
  async function strongest(layer: string, channel: number) {
    const images = (await readdir(path('few'))).filter((name) => name.endsWith('.png'));
    const units = [];
    for (const name of images) {
      const image = path('few', name);
      const args = ['--layer', layer, '--channel', String(channel), '--json'];
      const { stdout } = await run('project', path('model'), image, ...args);
      const { at, activation, receptiveField } = JSON.parse(
        stdout,
      ) as TopResults['layers'][0]['maps'][0]['entries'][0];
      units.push({ image, at, activation, receptiveField });
    }
    return units;
  }

  test('writes the patch as it stands in the image, and the projection that project computes', async () => {
    const entry = (await resultsIn('kept')).layers[1]!.maps[1]!.entries[0]!;
    const { top: row, left, width, height } = entry.receptiveField;
    const raw = (file: string) => sharp(file).removeAlpha().raw().toBuffer();
    const patch = await sharp(entry.image)
      .extract({ top: row, left, width, height })
      .raw()
      .toBuffer();
    expect(await raw(path('kept', entry.patch))).toEqual(patch);
    const npy = path('unit.npy');
    await run(
      'project',
      path('model'),
      entry.image,
      '--layer',
      'pool1',
      '--channel',
      '2',
      '--npy',
      npy,
    );
    const bytes = await readFile(npy);
    const values = Array.from({ length: 16 * 16 * 3 }, (_, i) =>
      bytes.readFloatLE(10 + bytes.readUInt16LE(8) + 4 * i),
    );
    const drawn = await raw(path('kept', entry.projection));
    const expected = Array.from({ length: height * width * 3 }, (_, i) => {
      const [y, x] = [row + Math.floor(i / 3 / width), left + (Math.floor(i / 3) % width)];
      const value = values[(y * 16 + x) * 3 + (i % 3)]!;
      return Math.max(0, Math.min(255, Math.round(128 + (127 * value) / entry.scale)));
    });
    expect([...drawn]).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(3);
  });

  test('skips, lists and counts an image that cannot be read', async () => {
    const { data } = await resultsIn('kept');
    expect(data).toMatchObject({ name: 'few', images: 13 });
    expect(data.skipped).toEqual([
      { image: path('few', '15b.jpg'), reason: expect.stringContaining('is no image') as string },
    ]);
    const again = await top(path('few'), '--layer', 'pool1', '--out', path('skip'));
    expect(again.stdout).toMatch(/looked at 12 of 13 images\n1 skipped.*\n.*15b\.jpg/);
  });

  test('leaves the document, a sheet for each layer, and two pictures for each unit', async () => {
    const names = [...(await contentOf('kept')).keys()];
    const units = ['conv1', 'pool1'].flatMap((layer) =>
      [0, 2, 3].flatMap((channel) =>
        [1, 2, 3, 4].flatMap((rank) =>
          ['patch', 'projection'].map((kind) => `/${layer}/${channel}/${rank}-${kind}.png`),
        ),
      ),
    );
    expect(names.sort()).toEqual(['/conv1.png', '/pool1.png', '/results.json', ...units].sort());
    expect((await sharp(path('kept', 'conv1.png')).metadata()).width).toBeGreaterThan(800);
  });

  test('has fewer entries where there are fewer images than k', async () => {
    await top(
      path('few', '11.png'),
      path('few', '12.png'),
      '--layer',
      'conv1',
      '--out',
      path('two'),
    );
    const { layers, data } = await resultsIn('two');
    expect(data.name).toBe('11.png and 1 more');
    expect(layers[0]!.maps.map(({ entries }) => entries.length)).toEqual([2, 2, 2, 2]);
  });

  test('chooses random maps by their seed', async () => {
    const channels = async (out: string, seed: string) => {
      const args = ['--channels', 'random:2', '--seed', seed, '--layer', 'conv1', '--k', '1'];
      await top(path('few', '11.png'), ...args, '--out', path(out));
      return (await resultsIn(out)).layers[0]!.maps.map(({ channel }) => channel);
    };
    expect(await channels('seed1', '1')).toHaveLength(2);
    const chosen = [await channels('seed1b', '1')];
    expect(chosen[0]).toEqual((await resultsIn('seed1')).layers[0]!.maps.map((m) => m.channel));
    for (const seed of ['2', '3', '4']) chosen.push(await channels(`seed${seed}`, seed));
    expect(new Set(chosen.map(String)).size).toBeGreaterThan(1);
  });
});

/** How the name of a file ends that was never whole, on whatever machine. */
const LEFT = '.77-0123abcd-1.part';

describe('deconv top, stopped', () => {
  const args = (out: string) => [
    ...['top', path('model'), path('many'), '--layer', 'conv1', '--layer', 'pool1'],
    ...['--channels', 'all', '--out', path(out)],
  ];

  test('by kill -9 again and again, goes on and leaves the very same files', async () => {
    const whole = await start(...args('whole')).finished;
    expect(whole.stderr).not.toContain('going on');
    // The last moment is when all are looked at and units are drawn.
    for (const moment of ['200 of 600', '400 of 600', '600 of 600 images']) {
      const child = start(...args('killed'));
      await child.says(moment);
      child.kill();
      const { code } = await child.finished;
      // On a busy machine little is drawn by then, or all of it.
      expect(moment.startsWith('600') ? [null, 0] : [null]).toContain(code);
      expect(existsSync(path('killed', 'results.json'))).toBe(code === 0);
    }
    const { code, stderr } = await start(...args('killed')).finished;
    expect([code, stderr]).toEqual([0, expect.stringMatching(/going on after [1-9]\d* images/)]);
    expect(await contentOf('killed')).toEqual(await contentOf('whole'));
  });

  test('by Ctrl-C, says how to go on', async () => {
    const child = start(...args('interrupted'));
    await child.says('100 of');
    child.interrupt();
    const { code, stderr } = await child.finished;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/the same command goes on/)]);
    const saved = JSON.parse(await readFile(path('interrupted', 'progress.json'), 'utf8')) as {
      looked: number;
    };
    expect(saved.looked).toBeGreaterThanOrEqual(100);
    const other = await run(...args('interrupted'), '--k', '3');
    expect([other.code, other.stderr]).toEqual([
      2,
      expect.stringMatching(/beginnings of another run: its k was 9, and is now 3/),
    ]);
  });

  test.each(['progress', 'units'])(
    'with its last files half written, goes on: %s',
    async (kind) => {
      const saved = JSON.parse(
        await readFile(path('interrupted', 'progress.json'), 'utf8'),
      ) as object;
      await mkdir(path(kind, 'conv1', '0'), { recursive: true });
      await writeFile(path(kind, 'progress.json'), JSON.stringify(saved));
      const half =
        kind === 'units' ? ['conv1', '0', `1-patch.png${LEFT}`] : [`progress.json${LEFT}`];
      await writeFile(path(kind, ...half), '{"loo');
      const { code } = await run(...args(kind));
      expect(code).toBe(0);
      expect(await contentOf(kind)).toEqual(await contentOf('whole'));
    },
  );
});

describe('deconv top, over images that were replaced', () => {
  const asked = (out: string) => [
    ...['top', path('model'), path('held'), '--layer', 'conv1,pool1', '--channels', 'all'],
    ...['--out', path(out)],
  ];

  /** Another picture under the same name, of the same size and time. */
  async function replace(name: string, i: number): Promise<void> {
    const file = path('held', name);
    const before = await stat(file);
    await draw(file, i, true);
    await utimes(file, before.atime, before.mtime);
    const replaced = await stat(file);
    expect([replaced.size, Math.round(replaced.mtimeMs)]).toEqual([
      before.size,
      before.mtime.getTime(),
    ]);
  }

  beforeAll(async () => {
    await mkdir(path('held'));
    for (let i = 0; i < MANY; i++) await draw(path('held', `${1000 + i}.png`), i, true);
    for (const name of await readdir(path('held')))
      await utimes(path('held', name), new Date(0), new Date(1_600_000_000_000));
  });

  async function interrupted(out: string): Promise<void> {
    const child = start(...asked(out));
    await child.says('100 of');
    child.interrupt();
    expect((await child.finished).code).toBe(1);
  }

  test('starts over, says why, and leaves what an undisturbed run does', async () => {
    await interrupted('mixed');
    for (const [i, name] of ['1003.png', '1050.png'].entries()) await replace(name, 2000 + i);
    const { code, stderr } = await start(...asked('mixed')).finished;
    expect(stderr).toContain('starting over: the images are not those that the run began with');
    expect(stderr).not.toContain('going on after');
    expect(code).toBe(0);
    await start(...asked('fresh')).finished;
    expect(await contentOf('mixed')).toEqual(await contentOf('fresh'));
  });

  test('starts over with another network, too, and after another version', async () => {
    await interrupted('other');
    await cp(path('model'), path('kept-model'), { recursive: true });
    const weights = await readFile(path('model', 'weights.bin'));
    weights.writeFloatLE(0.5, 0);
    await writeFile(path('model', 'weights.bin'), weights);
    const again = start(...asked('other'));
    await again.says('starting over: the network is not the one that the run began with');
    await again.says('100 of');
    again.interrupt();
    await again.finished;
    await cp(path('kept-model'), path('model'), { recursive: true, force: true });
    const file = path('other', 'progress.json');
    const saved = JSON.parse(await readFile(file, 'utf8')) as { identity: object };
    await writeFile(
      file,
      JSON.stringify({ ...saved, identity: { ...saved.identity, code: 'old' } }),
    );
    const { code, stderr } = await start(...asked('other')).finished;
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining('starting over: another version of Deconv began here'),
    ]);
    expect(await contentOf('other')).toEqual(await contentOf('fresh'));
  });

  test('keeps nothing where they are replaced while it looks', async () => {
    const image = path('held', '1005.png');
    const other = await readFile(path('held', '1006.png'));
    const args = asked('while');
    let said = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += String(text);
      if (String(text).startsWith('100 of')) writeFileSync(image, other);
      return true;
    });
    const code = await main(args).finally(() => vi.restoreAllMocks());
    expect([code, said]).toEqual([
      1,
      expect.stringContaining('images were replaced or removed while the command read them'),
    ]);
    expect(await readdir(path('while'))).not.toContain('progress.json');
    expect((await start(...asked('while')).finished).code).toBe(0);
  });
});

describe('deconv top says what is wrong', () => {
  test.each([
    ['an empty folder', 1, 'empty', [], /the folder ".*empty" holds no image/],
    [
      'a folder without one readable image',
      1,
      'broken',
      [],
      /none of 1 images can be read:\n.*a\.jpg/,
    ],
    ['a misspelt layer', 1, 'few', ['--layer', 'conv2'], /did you mean "conv1"/],
    ['one misspelt layer of two', 1, 'few', ['--layer', 'pool1,konv1'], /did you mean "conv1"/],
    [
      'a channel outside',
      1,
      'few',
      ['--channels', '2-4'],
      /channels 0 to 3; there is no channel 4/,
    ],
    ['channels of no kind', 2, 'few', ['--channels', 'some'], /--channels is "some"; expected all/],
    ['a range that falls', 2, 'few', ['--channels', '5-2'], /--channels is "5-2"/],
    [
      'no random map',
      2,
      'few',
      ['--channels', 'random:0'],
      /--channels is "random:0"; expected a whole number ≥ 1/,
    ],
    ['k of none', 2, 'few', ['--k', '0'], /--k is "0"; expected a whole number ≥ 1/],
    ['no layer', 2, 'few', ['--layer', ','], /--layer names nothing/],
  ])('of %s', async (_, expected, images, more, message) => {
    const layer = more.includes('--layer') ? [] : ['--layer', 'conv1'];
    const { code, stdout, stderr } = await top(
      path(images),
      ...layer,
      ...more,
      '--out',
      path('no'),
    );
    expect({ code, stdout, stderr }).toEqual({
      code: expected,
      stdout: '',
      stderr: expect.stringMatching(message) as string,
    });
    expect(existsSync(path('no', 'results.json'))).toBe(false);
    expect(existsSync(path('no', 'progress.json'))).toBe(false);
  });

  test('of a folder that holds results, or is a file', async () => {
    const args = [path('few'), '--layer', 'conv1', '--out'];
    const full = await top(...args, path('kept'));
    expect([full.code, full.stderr]).toEqual([2, expect.stringMatching(/holds results already/)]);
    const file = await top(...args, path('few', '11.png'));
    expect([file.code, file.stderr]).toEqual([
      1,
      expect.stringMatching(/cannot make the folder .*11\.png/),
    ]);
  });
});
