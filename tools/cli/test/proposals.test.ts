import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it, test } from 'vitest';
import { model as onnx, tensor } from '../../../libs/models/test/onnx/single.js';
import { run } from './support.js';

let folder: string;
let photos: string;
/** Mean and variance of the photos' red, green and blue, of 0–255. */
let mean: number[];
let variance: number[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-proposals-'));
  photos = join(folder, 'photos');
  await mkdir(photos);
  const all: number[][] = [[], [], []];
  for (let p = 0; p < 4; p++) {
    const data = Uint8Array.from(
      { length: 8 * 8 * 3 },
      (_, i) => ((i * 7919 + p * 131) % 150) + 35 * (2 - (i % 3)),
    );
    data.forEach((value, i) => all[i % 3]!.push(value));
    await sharp(data, { raw: { width: 8, height: 8, channels: 3 } })
      .png()
      .toFile(join(photos, `${p}.png`));
  }
  const meanOf = (values: number[]) => values.reduce((a, b) => a + b) / values.length;
  mean = all.map(meanOf);
  variance = all.map((values, c) => meanOf(values.map((value) => (value - mean[c]!) ** 2)));
});
afterAll(() => rm(folder, { recursive: true }));

/** Three normalisations one after the other, the first trained on pixels of −1 to 1. */
function trained() {
  const norm = (from: string, to: string) => ({
    op: 'BatchNormalization',
    name: to,
    inputs: [from, 'one', 'zero', `m-${to}`, `v-${to}`],
    outputs: [to],
  });
  const statistics = (name: string, means: number[], variances: number[]) => [
    tensor(`m-${name}`, [3], means),
    tensor(`v-${name}`, [3], variances),
  ];
  return onnx({
    image: [1, 3, 8, 8],
    nodes: [
      norm('x', 'a'),
      norm('a', 'b'),
      norm('b', 'c'),
      { op: 'GlobalAveragePool', inputs: ['c'], outputs: ['y'] },
    ],
    tensors: [
      tensor('one', [3], [1, 1, 1]),
      tensor('zero', [3], [0, 0, 0]),
      ...statistics(
        'a',
        mean.map((value) => value / 127.5 - 1),
        variance.map((value) => value / 127.5 ** 2),
      ),
      ...statistics('b', [0, 0, 0], [1, 1, 1]),
      ...statistics('c', [0, 0, 0], [1, 1, 1]),
    ],
  });
}

/** A network without normalisations. */
const folded = () =>
  onnx({
    image: [1, 3, 8, 8],
    nodes: [
      { op: 'Conv', inputs: ['x', 'w'], outputs: ['c'] },
      { op: 'Relu', inputs: ['c'], outputs: ['r'] },
      { op: 'GlobalAveragePool', inputs: ['r'], outputs: ['y'] },
    ],
    tensors: [tensor('w', [4, 3, 3, 3])],
  });

let model: string;
beforeEach(async () => {
  const place = await mkdtemp(join(folder, 'model-'));
  model = join(place, 'model.onnx');
  await writeFile(model, trained());
});

const inspect = (...args: string[]) => run('inspect', model, ...args, '--backend', 'cpu');

interface Document {
  preprocess: { source: string | null };
  proposed: { by: string; clear: boolean; ways: { name: string; preprocess: object }[] };
  notes: string[];
}

test('a model of which nothing says how pixels are read is said to be one, on stderr and in JSON', async () => {
  const { code, said, stdout } = await inspect('--json');
  expect(code).toBe(0);
  expect(said).toContain('note: the model says nowhere how pixels become its input');
  const { preprocess, notes } = JSON.parse(stdout) as Document;
  expect(preprocess.source).toBeNull();
  expect(notes[0]).toContain('says nowhere');
});

test('photos tell in which way its normalisations were trained, and the way is written on demand', async () => {
  const { stdout } = await inspect('--images', photos);
  expect(stdout).toContain('likeliest: minus-one-to-one');
  expect(stdout).toMatch(/^minus-one-to-one +\d/m);
  const json = await inspect('--images', photos, '--write', '--json');
  const { proposed } = JSON.parse(json.stdout) as Document;
  expect(proposed).toMatchObject({ by: 'normalisations', clear: true });
  const path = join(model, '..', 'preprocess.json');
  const written = JSON.parse(await readFile(path, 'utf8')) as object;
  expect(written).toEqual(proposed.ways[0]!.preprocess);
  const after = await inspect('--images', photos);
  expect(after.said).not.toContain('says nowhere');
  expect(after.stdout).toContain('likeliest: minus-one-to-one, as preprocess.json says');
});

test('nothing is written where no way is clearly the likeliest', async () => {
  await writeFile(model, folded());
  const { code, stdout, stderr } = await inspect('--images', photos, '--write');
  expect([code, stderr]).toEqual([1, expect.stringContaining('nothing is written')]);
  expect(stdout).toContain('likeliest, but not clearly: ');
  expect(await readdir(join(model, '..'))).toEqual(['model.onnx']);
});

test('a preprocess.json that is there is replaced only on demand', async () => {
  const path = join(model, '..', 'preprocess.json');
  await writeFile(path, '{"scale": 0.5}');
  const refused = await inspect('--images', photos, '--write');
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('exists already')]);
  expect(await readFile(path, 'utf8')).toBe('{"scale": 0.5}');
  const replaced = await inspect('--images', photos, '--write', '--overwrite');
  expect([replaced.code, replaced.stdout]).toEqual([0, expect.stringContaining('written: ')]);
  expect(await readFile(path, 'utf8')).toContain('127.5');
});

it.each([
  [['--write'], '--write does nothing without --images'],
  [['--images', 'x', '--overwrite'], '--overwrite does nothing without --write'],
])('%j is wrong usage', async (args, message) => {
  const { code, stderr } = await inspect(...args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});

test('what is to be written beside a model that is elsewhere is wrong usage', async () => {
  const { code, stderr } = await run('inspect', 'hf:a/b', '--images', photos, '--write');
  expect([code, stderr]).toEqual([2, expect.stringContaining('not in a folder here')]);
});

test('a network whose own first layers scale pixels is said to be one, and no way is proposed or written', async () => {
  const nodes = [
    { op: 'Mul', inputs: ['x', 'f'], outputs: ['a'] },
    { op: 'Add', inputs: ['a', 's'], outputs: ['b'] },
    { op: 'Conv', inputs: ['b', 'w'], outputs: ['c'] },
    { op: 'GlobalAveragePool', inputs: ['c'], outputs: ['y'] },
  ];
  const tensors = [
    tensor('f', [1], [1 / 127.5]),
    tensor('s', [1], [-1]),
    tensor('w', [4, 3, 3, 3]),
  ];
  await writeFile(model, onnx({ image: [1, 3, 8, 8], nodes, tensors }));
  const { code, said, stdout } = await inspect('--images', photos, '--write');
  expect(code).toBe(0);
  expect(stdout).toContain(
    "Pixels go in as they are, 0–255: the network's own first layers scale them.",
  );
  expect(stdout).not.toContain('likeliest');
  expect(said).toContain(
    'no way of making pixels is proposed, nor written: preprocessing is inside',
  );
  expect(await readdir(join(model, '..'))).toEqual(['model.onnx']);
  const json = JSON.parse((await inspect('--images', photos, '--json')).stdout) as Document;
  expect(json.preprocess.source).toBe('its first layers');
  expect(json.proposed).toBeUndefined();
});
