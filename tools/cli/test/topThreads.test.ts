import { readResults, type TopResults } from '@deconv/results';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprint } from '../src/fingerprint.js';
import { imagesOf } from '../src/imagesOf.js';
import { startBackend } from '../src/backend/startBackend.js';
import { openModel } from '../src/openModel.js';
import { WorkerPool } from '../src/threads/WorkerPool.js';
import { drawUnits } from '../src/top/drawUnits.js';
import { findTop } from '../src/top/findTop.js';
import { TopRun } from '../src/top/TopRun.js';
import { topWork, type TopSettings, type TopWork } from '../src/top/topWork.js';
import { run, saveModel } from './support.js';

const entry = fileURLToPath(new URL('../dist/top/topWorker.js', import.meta.url));
const { signal } = new AbortController();
const layers = ['conv1', 'pool1'].map((layer) => ({ layer, channels: [0, 1, 2, 3] }));
let folder: string;
const path = (...parts: string[]): string => join(folder, ...parts);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-threads-'));
  for (const name of ['model', 'images']) await mkdir(path(name));
  await saveModel(path('model'));
  const size = { width: 16, height: 16, channels: 3 } as const;
  for (let i = 0; i < 24; i++) {
    // Every picture twice, so that images tie.
    const value = (_: unknown, j: number) => ((Math.floor(i / 2) + 1) * (j + 7) * 31) % 253;
    const values = Uint8Array.from({ length: 16 * 16 * 3 }, value);
    await sharp(values, { raw: size })
      .png()
      .toFile(path('images', `${10 + i}.png`));
  }
  for (const name of ['10b.jpg', '20b.jpg']) await writeFile(path('images', name), 'no picture');
});
afterAll(() => rm(folder, { recursive: true }));

/** The work of a thread that begins none of it, but for the first few looks, before `until`. */
function reluctant(work: TopWork, until: Promise<void>, few = 0): TopWork {
  let looks = 0;
  return {
    look: (image) => (looks++ < few ? work.look(image) : until.then(() => work.look(image))),
    draw: (image, winners) => until.then(() => work.draw(image, winners)),
  };
}

function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

async function begin(out: string) {
  await startBackend({ backend: 'wasm' });
  const model = await openModel(path('model'), {});
  const settings: TopSettings = { layers, rule: 'deconvnet', fit: 'cover', folder: path(out) };
  const data = {
    source: path('model'),
    opening: {},
    backend: { backend: 'wasm' as const },
    fingerprint: fingerprint(model),
    settings,
  };
  const empty = layers.map(({ layer, channels }) => ({
    layer,
    maps: channels.map((channel) => ({ channel, entries: [] })),
  }));
  return {
    run: await TopRun.open(path(out), () => Promise.resolve({}), empty),
    work: topWork(model, settings),
    data,
  };
}

/** The pictures of units below a folder. */
async function pictures(out: string): Promise<Record<string, Buffer>> {
  const names = (await readdir(path(out), { recursive: true })).filter((name) =>
    /\d-(patch|projection)\.png$/.test(name),
  );
  const read = async (name: string) => [name, await readFile(path(out, name))] as const;
  return Object.fromEntries(await Promise.all(names.sort().map(read)));
}

describe('deconv top in threads', () => {
  test('finds and draws what one thread does, whichever of them is slow', async () => {
    const shown = ['--layer', 'conv1,pool1', '--channels', 'all'];
    const args = [...shown, '--threads', '1', '--backend', 'wasm'];
    const alone = await run('top', path('model'), path('images'), ...args, '--out', path('alone'));
    expect(alone).toMatchObject({ code: 0, stderr: '' });
    const { run: shared, work, data } = await begin('shared');
    const { images } = await imagesOf([path('images')]);
    const { open, opened } = gate();
    const pool = new WorkerPool<TopWork>(reluctant(work, opened), { threads: 2, entry, data });
    // This thread holds the first two, so the third says that the other one has started.
    await [0, 1, 2].map((i) => pool.ask('look', images[i]!))[2];
    open();
    await findTop(shared, pool, images, { k: 9, signal });
    await drawUnits(shared, pool, images, signal);
    await pool.close();
    const text = await readFile(path('alone', 'results.json'), 'utf8');
    const expected = readResults(text) as TopResults;
    expect(shared.progress.skipped).toEqual(expected.data.skipped);
    expect(expected.data.skipped).toHaveLength(2);
    const found = shared.progress.layers.flatMap(({ maps }) =>
      maps.map(({ entries }) =>
        entries.map(({ image, ...entry }) => ({ image: images[image], ...entry })),
      ),
    );
    expect(expected.layers.flatMap(({ maps }) => maps.map(({ entries }) => entries))).toMatchObject(
      found,
    );
    const drawn = await pictures('shared');
    expect(Object.keys(drawn)).toHaveLength(2 * 2 * 4 * 9);
    expect(drawn).toEqual(await pictures('alone'));
  });

  test('ends with the reason where another thread does, and keeps what was looked at', async () => {
    const { run: failing, work, data } = await begin('failing');
    const other = { ...data, fingerprint: 'of another model' };
    const { open, opened } = gate();
    const pool = new WorkerPool<TopWork>(reluctant(work, opened, 4), {
      threads: 2,
      entry,
      data: other,
    });
    const images = Array.from({ length: 40 }, () => path('images', '11.png'));
    const reason = /a thread that computes has failed: the model at .*model is no longer the one/;
    const ended = expect(findTop(failing, pool, images, { k: 9, signal })).rejects.toThrow(reason);
    // What waits is told at once, what is under way ends.
    await expect(pool.ask('look', images[0]!)).rejects.toThrow(reason);
    open();
    await ended;
    await pool.close();
    const saved = JSON.parse(await readFile(path('failing', 'progress.json'), 'utf8')) as {
      looked: number;
    };
    expect(saved.looked).toBeGreaterThan(0);
    expect(saved.looked).toBeLessThan(images.length);
  });
});
