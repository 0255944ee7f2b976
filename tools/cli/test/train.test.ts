import { mkdir, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { start, type Run } from './process.js';
import { orElse, run } from './support.js';

/** A network that learns in seconds. */
const ARCHITECTURE = {
  name: 'tiny',
  inputSize: 24,
  layers: [
    { kind: 'conv', name: 'conv1', filters: 8, size: 5, stride: 2 },
    { kind: 'pool', name: 'pool1', size: 2, stride: 2 },
    { kind: 'dense', name: 'fc2', units: 16 },
  ],
};

let folder: string;
const path = (...parts: string[]) => join(folder, ...parts);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-train-'));
  await writeFile(path('tiny.json'), JSON.stringify(ARCHITECTURE));
  for (const name of ['rings', 'boxes']) {
    await mkdir(path('data', name), { recursive: true });
    for (let i = 0; i < 100; i++)
      await writeFile(path('data', name, `${i}.png`), await draw(name, i));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Rings or boxes on grounds of many colours: neither colour nor place tells them apart. */
function draw(name: string, i: number): Promise<Buffer> {
  const [x, y, r] = [12 + ((i * 7) % 12), 12 + ((i * 5) % 12), 7 + (i % 3)];
  const colour = (turn: number) => `hsl(${(i * 47 + turn) % 360}, 70%, ${35 + ((i * 13) % 40)}%)`;
  const shape =
    name === 'rings'
      ? `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${colour(150)}" stroke-width="3"/>`
      : `<rect x="${x - r}" y="${y - r}" width="${2 * r}" height="${2 * r}" fill="${colour(150)}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="36" height="36"><rect width="36" height="36" fill="${colour(0)}"/>${shape}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

const quick = { '--batch': '20', '--lr': '0.05', '--dropout': '0' };
const begin = (...args: string[]) =>
  start('train', path('data'), '--arch', path('tiny.json'), ...orElse(args, quick));
const train = (...args: string[]) => begin(...args).finished;

/** The lines of JSON that a training writes where stderr is no terminal. */
function linesOf({ stderr }: Run): { event: string; epoch: number }[] {
  return stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { event: string; epoch: number });
}

describe('deconv train', () => {
  test('learns 200 images from scratch, and its network is one that the other commands open', async () => {
    const { code, stdout } = await train('--out', path('net'), '--epochs', '30');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /The network is in .*net, after [\d.]+ minutes\. It gives [\d.]+ % right/,
    );
    expect((await readdir(path('net'))).sort()).toEqual([
      'checkpoint',
      'curves.svg',
      'epochs',
      'history.json',
      'labels.json',
      'model.json',
      'preprocess.json',
      'weights.bin',
    ]);
    expect((await readdir(path('net', 'epochs'))).sort()).toEqual([
      '1',
      '10',
      '2',
      '20',
      '30',
      '5',
    ]);
    const history = JSON.parse(await readFile(path('net', 'history.json'), 'utf8')) as {
      validation: { accuracy: number };
    }[];
    expect(history).toHaveLength(30);
    expect(history.at(-1)!.validation.accuracy).toBeGreaterThanOrEqual(0.9);
    const answer = await run('classify', path('net'), path('data', 'rings', '3.png'), '--json');
    expect(JSON.parse(answer.stdout)).toMatchObject({
      results: [{ predictions: [{ label: 'rings' }, { label: 'boxes' }] }],
    });
  });

  test('goes on with --resume where the folder holds a checkpoint, and only there', async () => {
    const again = await train('--out', path('net'), '--epochs', '30');
    expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/say --resume to go on/)]);
    const none = await train('--out', path('new'), '--resume');
    expect([none.code, none.stderr]).toEqual([2, expect.stringMatching(/holds no checkpoint/)]);
    const other = await train('--out', path('net'), '--epochs', '31', '--resume');
    expect([other.code, other.stderr]).toEqual([1, expect.stringMatching(/belongs to the recipe/)]);
    const same = await train('--out', path('net'), '--epochs', '30', '--resume');
    expect(same.code).toBe(0);
  });

  test('says each epoch as a line of JSON where stderr is no terminal', async () => {
    const lines = linesOf(await train('--out', path('lines'), '--epochs', '2'));
    const epochs = lines.filter(({ event }) => event === 'epoch');
    expect(epochs).toMatchObject([{ epoch: 1 }, { epoch: 2 }]);
  });

  test('stops with advice when the loss is no number, and leaves no network behind', async () => {
    const { code, stderr } = await train(
      '--out',
      path('nan'),
      '--lr',
      '1e30',
      '--filter-limit',
      'none',
    );
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/no longer a number .* lower the peak rate/),
    ]);
    expect(await readdir(path('nan'))).toEqual([]);
  });

  test('an interrupted training keeps its last whole epoch and goes on from it', async () => {
    const training = begin('--out', path('stopped'), '--epochs', '2000');
    await training.says('"event":"epoch"');
    training.interrupt();
    const { code, stderr } = await training.finished;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/interrupted; --resume goes on/)]);
    expect(await readdir(path('stopped'))).toContain('checkpoint');
  });

  test('does not go on over photos that were replaced, of the same names, sizes and times', async () => {
    const file = path('data', 'rings', '7.png');
    const [old, other] = [await readFile(file), await draw('boxes', 7)];
    const whole = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(2000 - bytes.length)]);
    const store = async (bytes: Buffer): Promise<void> => {
      // As large and as old: what stands behind a picture is none of it.
      await writeFile(file, whole(bytes));
      await utimes(file, new Date(0), new Date(0));
    };
    await store(old);
    const once = await train('--out', path('replaced'), '--epochs', '1');
    expect(once.code, once.stderr).toBe(0);
    await store(other);
    const again = ['--out', path('replaced'), '--epochs', '1', '--resume'];
    const { code, stderr } = await train(...again);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/learned from other pictures: some were replaced.* Put them back/),
    ]);
    await store(old);
    expect((await train(...again)).code).toBe(0);
    // Wherever they lie, they are the same.
    await rename(path('data'), path('moved'));
    const said = ['train', path('moved'), '--arch', path('tiny.json')];
    const moved = start(...said, ...orElse(again, quick));
    expect((await moved.finished).code).toBe(0);
    await rename(path('moved'), path('data'));
    await writeFile(file, old);
  });

  test.each([
    [['--arch', 'zfnett'], /no architecture is called "zfnett"; known are zfnet,/],
    [['--arch', 'missing.json'], /cannot read the architecture "missing\.json"/],
    [['--lr', '0'], /--lr is "0"; expected a number > 0/],
    [['--dropout', '1'], /--dropout is "1"; expected a number ≥ 0 and < 1/],
    [['--schedule', 'step'], /--schedule is "step"; expected cosine, plateau/],
    [['--epochs', '1.5'], /--epochs is "1\.5"; expected a whole number ≥ 1/],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stderr } = await run('train', path('data'), '--out', path('no'), ...args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  test('a folder that holds a model of other origin is not written over', async () => {
    await mkdir(path('model'));
    await writeFile(path('model', 'model.json'), '{}');
    const { code, stderr } = await train('--out', path('model'));
    expect([code, stderr]).toEqual([2, expect.stringMatching(/holds a model already/)]);
  });

  test('data that cannot be trained on, and a folder that cannot be written, are said', async () => {
    const missing = await run('train', path('nowhere'), '--out', path('no'));
    expect([missing.code, missing.stderr]).toEqual([
      1,
      expect.stringMatching(/no folder ".*nowhere"/),
    ]);
    const flat = await run('train', path('data', 'rings'), '--out', path('no'));
    expect([flat.code, flat.stderr]).toEqual([1, expect.stringMatching(/images of no class/)]);
    const unwritable = await train('--out', path('tiny.json', 'net'), '--epochs', '1');
    expect([unwritable.code, unwritable.stderr]).toEqual([
      1,
      expect.stringMatching(/cannot write to .*tiny\.json/),
    ]);
  });
});
