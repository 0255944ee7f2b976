import { readResults, type AblateResults } from '@deconv/results';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from './process.js';
import { orElse } from './support.js';

const tiny = (name: string, size: number, stride: number) => ({
  name,
  inputSize: 24,
  layers: [
    { kind: 'conv', name: 'conv1', filters: 6, size, stride },
    { kind: 'pool', name: 'pool1', size: 2, stride: 2 },
    { kind: 'dense', name: 'fc2', units: 8 },
  ],
});

let folder: string;
const path = (...parts: string[]) => join(folder, ...parts);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-ablate-'));
  for (const [name, size, stride] of [
    ['fine', 5, 1],
    ['coarse', 7, 3],
  ] as const)
    await writeFile(path(`${name}.json`), JSON.stringify(tiny(name, size, stride)));
  for (const [name, colour] of [
    ['dark', 40],
    ['light', 200],
  ] as const) {
    await mkdir(path('data', name), { recursive: true });
    for (let i = 0; i < 20; i++)
      await writeFile(
        path('data', name, `${i}.png`),
        await sharp({
          create: {
            width: 30,
            height: 30,
            channels: 3,
            background: { r: colour + i, g: i, b: 90 },
          },
        })
          .png()
          .toBuffer(),
      );
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function begin(...args: string[]) {
  const networks = `${path('fine.json')},${path('coarse.json')}`;
  const little = { '--epochs': '2', '--steps': '4', '--batch': '8', '--lr': '0.02' };
  const usual = { '--out': path('out'), '--architectures': networks, ...little };
  return start('ablate', path('data'), ...orElse(args, usual));
}
const ablate = (...args: string[]) => begin(...args).finished;

const document = async () =>
  readResults(await readFile(path('out', 'results.json'), 'utf8')) as AblateResults;

describe('deconv ablate', () => {
  it('trains every network with every seed on several threads, and measures each', async () => {
    const { code, stdout, stderr } = await ablate('--seeds', '1,2', '--threads', '2');
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/\nfine +\d+ /);
    const { networks, images, options, classes } = await document();
    expect(images).toEqual({ training: 36, validation: 4 });
    expect(classes).toEqual(['dark', 'light']);
    expect(options).toMatchObject({ seeds: [1, 2], epochs: 2, stepsPerEpoch: 4, batchSize: 8 });
    expect(
      networks.map(({ name, parameters, filterLimit }) => [name, parameters, filterLimit]),
    ).toEqual([
      // 5·5·3·6 + 6, 10·10·6·8 + 8, 8·2 + 2
      ['fine', 456 + 4808 + 18, 0.1],
      ['coarse', 888 + 440 + 18, 0.1],
    ]);
    for (const { runs, validation } of networks) {
      expect(runs.map(({ seed }) => seed)).toEqual([1, 2]);
      expect(validation.mean).toBeCloseTo(
        (runs[0]!.validation.error + runs[1]!.validation.error) / 2,
      );
      for (const { layers, course, filters } of runs) {
        expect(layers.map(({ layer }) => layer)).toEqual(['conv1']);
        expect(course).toHaveLength(2);
        expect((await sharp(path('out', filters)).metadata()).format).toBe('png');
      }
    }
    expect(networks[0]!.runs[0]!.fingerprint).not.toBe(networks[0]!.runs[1]!.fingerprint);
  });

  it('does not do again what is done: only what is new is trained', async () => {
    const before = await document();
    const old = (await stat(path('out/runs/fine-seed-1/run.json'))).mtimeMs;
    const { code, stderr } = await ablate('--seeds', '1,2,3', '--threads', '1');
    expect(code, stderr).toBe(0);
    expect(stderr.match(/of 2: runs/g)).toHaveLength(2);
    expect((await stat(path('out/runs/fine-seed-1/run.json'))).mtimeMs).toBe(old);
    const { networks } = await document();
    networks.forEach(({ runs }, i) => expect(runs.slice(0, 2)).toEqual(before.networks[i]!.runs));
  });

  it('refuses a folder whose networks were trained otherwise', async () => {
    for (const otherwise of [
      ['--batch', '4'],
      ['--fit', 'stretch'],
    ]) {
      const { code, stderr } = await ablate('--seeds', '1', ...otherwise);
      expect(stderr).toContain('was trained by other options or on other images');
      expect(code).toBe(2);
    }
  });

  it('refuses to go on with images that were replaced under their names', async () => {
    const unfinished = ['--seeds', '9', '--threads', '1', '--epochs', '500'];
    const { interrupt, finished } = begin(...unfinished);
    const trained = path('out', 'runs', 'fine-seed-9', 'checkpoint');
    await expect.poll(() => stat(trained).catch(() => undefined)).toBeTruthy();
    interrupt();
    expect((await finished).code).toBe(1);
    const image = path('data', 'dark', '0.png');
    const { size, atime, mtime } = await stat(image);
    const other = await readFile(path('data', 'light', '0.png'));
    // As large as the old one, and as old: what stands behind the picture is none of it.
    await writeFile(image, Buffer.concat([other, Buffer.alloc(size - other.length)]));
    await utimes(image, atime, mtime);
    const replaced = await stat(image);
    expect([replaced.size, Math.round(replaced.mtimeMs)]).toEqual([size, mtime.getTime()]);
    for (const args of [['--seeds', '1'], unfinished]) {
      const { code, stderr } = await ablate(...args);
      expect(stderr).toContain('was trained by other options or on other images');
      expect(code).toBe(2);
    }
  });

  it('refuses a folder with something else in it, and a file', async () => {
    for (const [place, message] of [
      [path('data'), 'holds something already (dark)'],
      [path('fine.json'), 'is a file; expected the name of a folder to write'],
    ] as const) {
      const { code, stderr } = await ablate('--out', place);
      expect(stderr).toContain(message);
      expect(code).toBe(2);
    }
    expect(await readdir(path('data'))).toEqual(['dark', 'light']);
  });

  it.each([
    [['--architectures', 'zfnut'], 'no architecture is called "zfnut"'],
    [['--architectures', 'zfnet,zfnet'], '"zfnet" is named twice'],
    [
      ['--architectures', 'zfnet,alexnet-style', '--size', '64'],
      '"alexnet-style" does not fit pictures of 64 pixels: layer "pool5"',
    ],
    [['--filter-limits', '0'], '--filter-limits is "0"; expected a number > 0'],
    [['--architectures', 'zfnet', '--width', '-1'], '--width is "-1"'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await ablate(...args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
