import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, saveModel, saveNoise } from './support.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-'));
  await saveModel(folder);
  await saveNoise(join(folder, 'photo.png'), 40, 30);
  await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .png()
    .toFile(join(folder, 'dot.png'));
  await writeFile(join(folder, 'fake.jpg'), 'this is text');
});
afterAll(() => rm(folder, { recursive: true }));

describe('deconv', () => {
  it('inspects every layer', async () => {
    const { code, stdout } = await run('inspect', folder, '--json');
    expect(code).toBe(0);
    const { layers } = JSON.parse(stdout) as { layers: object[] };
    expect(layers).toMatchObject([
      { name: 'conv1', kind: 'Conv2D', shape: [14, 14, 4], parameters: 112 },
      { name: 'pool1', shape: [7, 7, 4], receptiveField: { size: 4, stride: 2 } },
      { name: 'flat' },
      { name: 'prob', shape: [1, 1, 3] },
    ]);
  });

  it('classifies several images', async () => {
    const { code, stdout } = await run(
      'classify',
      folder,
      join(folder, 'photo.png'),
      join(folder, 'dot.png'),
      '--json',
    );
    expect(code).toBe(0);
    const { results } = JSON.parse(stdout) as {
      results: { predictions: { probability: number }[] }[];
    };
    expect(results).toHaveLength(2);
    const sum = results[0]!.predictions.reduce((s, { probability }) => s + probability, 0);
    expect(sum).toBeCloseTo(1, 5);
  });

  it('projects the strongest unit and writes what it reports', async () => {
    const [png, npy] = [join(folder, 'out.png'), join(folder, 'out.npy')];
    const { code, stdout } = await run(
      'project',
      folder,
      join(folder, 'photo.png'),
      '--layer',
      'pool1',
      '--out',
      png,
      '--npy',
      npy,
      '--json',
    );
    expect(code).toBe(0);
    const result = JSON.parse(stdout) as {
      receptiveField: object;
      backend: string;
      projection: { l2: number; shape: number[] };
    };
    expect(result.backend).toMatch(/^(wasm|native .*)$/);
    expect(result.receptiveField).toMatchObject({ height: 4, width: 4 });
    expect(result.projection.shape).toEqual([16, 16, 3]);
    const bytes = await readFile(npy);
    const start = 10 + bytes.readUInt16LE(8);
    expect(start % 64).toBe(0);
    let squares = 0;
    for (let i = start; i < bytes.length; i += 4) squares += bytes.readFloatLE(i) ** 2;
    expect((bytes.length - start) / 4).toBe(16 * 16 * 3);
    expect(Math.sqrt(squares)).toBeCloseTo(result.projection.l2, 3);
    expect(result.projection.l2).toBeGreaterThan(0);
    expect((await sharp(png).metadata()).height).toBeGreaterThan(200);
  });

  it.each([
    ['a missing model', 1, ['inspect', 'nowhere'], 'no model at nowhere'],
    ['an unknown command', 2, ['inspekt'], 'known are'],
    ['an unknown option', 2, ['inspect', '.', '--jsn'], '--jsn'],
    ['a missing argument', 2, ['project'], 'MODEL'],
  ])('says what is wrong with %s', async (_, expected, args, message) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(expected);
    expect(stderr).toContain(message);
  });

  it.each([
    ['layer', 1, 'photo.png', ['--layer', 'conv2'], 'did you mean "conv1"'],
    ['channel', 1, 'photo.png', ['--layer', 'conv1', '--channel', '9'], 'channels 0 to 3'],
    ['position', 1, 'photo.png', ['--layer', 'conv1', '--at', '99,0'], '14 rows'],
    ['rule', 2, 'photo.png', ['--layer', 'conv1', '--rule', 'x'], 'deconvnet, gradient, guided'],
    ['image', 1, 'fake.jpg', ['--layer', 'conv1'], 'fake.jpg'],
  ])('leaves no file behind for a wrong %s', async (_, expected, image, args, message) => {
    const out = join(folder, 'never.png');
    const { code, stderr } = await run(
      'project',
      folder,
      join(folder, image),
      ...args,
      '--out',
      out,
    );
    expect(code).toBe(expected);
    expect(stderr).toContain(message);
    expect(existsSync(out)).toBe(false);
  });
});
