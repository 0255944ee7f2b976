import { readResults, type DiagnoseResults } from '@deconv/results';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filterLayout } from '../src/diagnose/filterLayout.js';
import { run, saveModel } from './support.js';

let folder: string;
let model: string;
let photos: string;
const path = (...names: string[]): string => join(folder, ...names);

/** Of conv1: [3, 3, 3 channels, 4 filters], then a bias each. */
let weights: Float32Array;
const filterOf = (f: number): number[] => Array.from({ length: 27 }, (_, i) => weights[4 * i + f]!);
const rmsOf = (f: number): number => Math.sqrt(filterOf(f).reduce((sum, w) => sum + w * w, 0) / 27);

/** Filter 1 is filter 0 five times as large, filter 3 next to nothing; no image can excite map 2. */
async function plant(): Promise<void> {
  const bytes = new Uint8Array(await readFile(path('model', 'weights.bin')));
  weights = new Float32Array(bytes.buffer, 0, 27 * 4 + 4);
  for (let i = 0; i < 27; i++) {
    weights[4 * i + 1] = 5 * weights[4 * i]!;
    weights[4 * i + 3]! *= 0.01;
  }
  weights[27 * 4 + 2] = -1e6;
  await writeFile(path('model', 'weights.bin'), bytes);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-diagnose-'));
  [model, photos] = [path('model'), path('photos')];
  await mkdir(model);
  await mkdir(photos);
  await saveModel(model);
  await plant();
  await writeFile(join(model, 'preprocess.json'), JSON.stringify({ channelOrder: 'BGR' }));
  const noise = Uint8Array.from({ length: 16 * 16 * 3 }, (_, i) => (i * 7919) % 256);
  await sharp(noise, { raw: { width: 16, height: 16, channels: 3 } })
    .png()
    .toFile(join(photos, 'a.png'));
  await writeFile(join(photos, 'b.png'), 'no picture');
  for (const name of ['10', '2']) await cp(model, path('epochs', name), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

async function diagnosed(...args: string[]): Promise<DiagnoseResults> {
  const { code, stdout, stderr } = await run('diagnose', ...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return readResults(stdout) as DiagnoseResults;
}

describe('deconv diagnose', () => {
  it('finds what was planted, and counts the image that cannot be read', async () => {
    const { data, networks, options, probe } = await diagnosed(model, '--images', photos);
    expect(probe).toBe('diagnose');
    expect(data).toMatchObject({
      name: 'photos',
      images: 2,
      skipped: [{ image: join(photos, 'b.png') }],
    });
    expect(options).toMatchObject({ dominant: 3, dominated: 0.1, cosine: 0.95 });
    expect(networks).toHaveLength(1);
    const [conv1] = networks[0]!.layers;
    expect(conv1).toMatchObject({
      layer: 'conv1',
      filters: 4,
      channels: 3,
      size: [3, 3],
      stride: [1, 1],
      dominant: [1],
      dominated: [3],
      dead: [2],
      duplicates: [[0, 1, expect.closeTo(1, 6) as number]],
      aliasing: null,
    });
    [0, 1, 2, 3].forEach((f) => expect(conv1!.rms[f]).toBeCloseTo(rmsOf(f), 5));
  });

  it('says it in a table, in words, and with what every column means', async () => {
    const { stdout } = await run('diagnose', model, '--images', photos);
    expect(stdout).toMatch(/^looked at 1 of 2 images\n1 skipped, .*\n.*b\.png/);
    expect(stdout).toMatch(/conv1 +4 +3×3\/1 .* 1 +1 +1 +1 +\d+% +\d+% +\d+% +–\n/);
    for (const finding of [
      'conv1: 1 of 4 filters with an RMS above 3 × the median: 1',
      'conv1: 1 of 4 filters with an RMS below 0.1 × the largest: 3',
      'conv1: 1 of 4 filters never active over 1 image: 2',
      'conv1: 1 pair of filters nearly alike (cosine ≥ 0.95): 0 and 1 (1.000)',
    ])
      expect(stdout).toContain(`${finding}\n`);
    expect(stdout).toContain('dominant    filters with an RMS above 3 × the median (--dominant)');
  });

  it('takes its limits from the command line, and needs no image', async () => {
    const limits = ['--dominant', '100', '--dominated', '0.001', '--bands', '0.1,0.4'];
    const { data, networks, options } = await diagnosed(model, ...limits);
    expect(data).toEqual({ name: 'none', images: 0, skipped: [] });
    expect(options).toMatchObject({ dominant: 100, dominated: 0.001, bands: [0.1, 0.4] });
    expect(networks[0]!.layers[0]).toMatchObject({ dominant: [], dominated: [], dead: null });
    const { networks: others } = await diagnosed(model);
    const [narrow, wide] = [others, networks].map(([first]) => first!.layers[0]!.spectrum!);
    expect(wide!.mid).toBeGreaterThan(narrow!.mid);
    expect(wide!.low).toBeLessThan(narrow!.low);
  });

  it('goes through checkpoints in the order of their numbers', async () => {
    const out = path('sheets');
    const { model: last, networks } = await diagnosed(path('epochs'), '--out', out);
    expect(networks.map(({ name }) => name)).toEqual(['2', '10']);
    expect(last).toEqual({ name: '10', fingerprint: networks[1]!.fingerprint });
    const [first, second] = networks.map(({ layers }) =>
      layers.map(({ drawn, ...layer }) => [drawn!.picture, layer]),
    );
    expect(first![0]![0]).toBe('2/conv1-filters.png');
    expect(second).toEqual([['10/conv1-filters.png', first![0]![1]]]);
    expect((await readdir(out)).sort()).toEqual(['10', '2', 'results.json']);
    expect((await readdir(join(out, '2'))).sort()).toEqual(['conv1-filters.png', 'conv1.png']);
    const { stdout } = await run('diagnose', path('epochs'));
    expect(stdout).toMatch(/^network +layer .*\n +2 +conv1 .*\n +10 +conv1 /);
    expect(stdout).toContain('\n10, conv1: 1 of 4 filters with an RMS above');
  });

  it('draws filters in their colours, by their own and by the largest weight', async () => {
    const out = path('drawn');
    const results = await diagnosed(model, '--out', out);
    expect(readResults(await readFile(join(out, 'results.json'), 'utf8'))).toEqual(results);
    const { data, info } = await sharp(join(out, 'conv1.png'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(3);
    const filters = [0, 1, 2, 3].map((f) => Float32Array.from(filterOf(f)));
    const layout = filterLayout({ filters, height: 3, width: 3, rows: false, shown: '' });
    const largest = filters.map((filter) => Math.max(...filter.map(Math.abs)));
    for (const f of [0, 1, 2, 3])
      for (const [half, scale] of [largest[f]!, Math.max(...largest)].entries())
        for (let i = 0; i < 27; i++) {
          const [tap, channel] = [Math.floor(i / 3), i % 3];
          const { left, top } = layout.corner(f);
          const x = layout.halves[half]! + left + (tap % 3) * layout.zoom;
          const y = top + Math.floor(tap / 3) * layout.zoom;
          // The model reads blue, green, red; pictures hold red, green, blue.
          const drawn = data[3 * (y * info.width + x) + 2 - channel]!;
          expect(Math.abs(drawn - 128 - (127 * filters[f]![i]!) / scale)).toBeLessThan(1);
        }
  });

  it('writes a picture of nothing but the filters, one below the other', async () => {
    const out = path('strip');
    const { networks } = await diagnosed(model, '--out', out);
    const { picture, ...size } = networks[0]!.layers[0]!.drawn!;
    expect(size).toEqual({ height: 3, width: 3, shown: 'in the colours that they read' });
    const { data, info } = await sharp(join(out, picture))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([3, 12, 3]);
    for (const f of [0, 1, 2, 3]) {
      const filter = filterOf(f);
      const largest = Math.max(...filter.map(Math.abs));
      for (const [i, weight] of filter.entries()) {
        // The model reads blue, green, red; pictures hold red, green, blue.
        const drawn = data[27 * f + i - (i % 3) + 2 - (i % 3)]!;
        expect(Math.abs(drawn - 128 - (127 * weight) / largest)).toBeLessThan(1);
      }
    }
  });

  it.each([
    [['--layers', 'conv2'], 'no layer is called "conv2"; did you mean "conv1"?', 1],
    [
      ['--layers', 'pool1'],
      'layer "pool1" (MaxPooling2D) holds no convolution; expected some of conv1',
      1,
    ],
    [['--bands', '0.3'], '--bands is "0.3"; expected two numbers, such as 0.125,0.25', 2],
    [['--bands', '0.3,0.2'], '--bands is "0.2"; expected a number > 0.3 and < 0.5', 2],
    [['--cosine', '1.5'], '--cosine is "1.5"; expected a number > 0 and < 1', 2],
    [['photos'], '"photos" is one too many; expected MODEL only', 2],
  ])('refuses %j', async (args, message, expected) => {
    const { code, stderr } = await run('diagnose', model, ...args);
    expect(stderr).toContain(message);
    expect(code).toBe(expected);
  });

  it('says what is missing: images in a folder, a model, or one image that can be read', async () => {
    await mkdir(path('empty'), { recursive: true });
    const empty = await run('diagnose', model, '--images', path('empty'));
    expect(empty).toMatchObject({ code: 1, stdout: '' });
    expect(empty.stderr).toContain('empty');
    const neither = await run('diagnose', photos);
    expect(neither.stderr).toContain(
      'is neither a model nor a folder of checkpoints: it holds a.png',
    );
    const broken = await run('diagnose', model, '--images', join(photos, 'b.png'));
    expect(broken).toMatchObject({ code: 1, stdout: '' });
    expect(broken.stderr).toContain('b.png');
  });
});
