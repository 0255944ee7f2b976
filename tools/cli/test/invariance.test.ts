import { readResults, type InvarianceResults } from '@deconv/results';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, saveModelAndPhotos } from './support.js';

let folder: string;
let photos: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-'));
  photos = await saveModelAndPhotos(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const invariance = (...options: string[]) => run('invariance', folder, ...options);

async function measured(...options: string[]): Promise<InvarianceResults> {
  const { code, stdout, stderr } = await invariance(...options, '--json');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return readResults(stdout) as InvarianceResults;
}

describe('deconv invariance', () => {
  it('prints distances and probabilities of every image, in the order of the values', async () => {
    const range = ['--from', '-2', '--to', '2', '--step', '2'];
    const results = await measured(
      ...[...photos, '--transform', 'translate-x', '--layers', 'conv1,prob', ...range],
    );
    expect(results.options).toMatchObject({ transform: 'translate-x', from: -2, to: 2, step: 2 });
    expect(results.images.map(({ image }) => image)).toEqual(photos);
    for (const { values, distance, probability, score } of results.images) {
      expect(values).toEqual([-2, 0, 2]);
      expect(Object.keys(distance)).toEqual(['conv1', 'prob']);
      expect(distance['conv1']![1]).toBe(0);
      expect(distance['conv1']![0]).toBeGreaterThan(0);
      expect(probability).toHaveLength(3);
      expect(score['conv1']).toBeLessThan(1);
    }
    const [a, b] = results.images.map(({ score }) => score['conv1']!);
    expect(results.score['conv1']).toBeCloseTo((a! + b!) / 2, 12);
  });

  it('finds what classify finds in an image that was moved by hand', async () => {
    const moved = join(folder, 'moved.png');
    const background = { r: 10, g: 200, b: 30 };
    await sharp(photos[0])
      .extract({ left: 0, top: 0, width: 16, height: 13 })
      .extend({ top: 3, background })
      .png()
      .toFile(moved);
    const { images } = await measured(
      ...[photos[0]!, '--transform', 'translate-y', '--layers', 'conv1'],
      ...['--from', '3', '--to', '3', '--fill', '10,200,30', '--class', '1'],
    );
    const { stdout } = await run('classify', folder, moved, '--json');
    const { results } = JSON.parse(stdout) as {
      results: [{ predictions: { index: number; probability: number }[] }];
    };
    const expected = results[0].predictions.find(({ index }) => index === 1)!.probability;
    expect(images[0]!.probability).toEqual([expected]);
  });

  it('writes a document, curves and the moved images', async () => {
    const out = join(folder, 'out');
    const { code, stdout } = await invariance(
      ...[photos[0]!, '--transform', 'rotate', '--layers', 'conv1', '--out', out],
    );
    expect(code).toBe(0);
    expect(stdout).toContain('rotate from 0 to 350 by 10');
    const text = await readFile(join(out, 'results.json'), 'utf8');
    const { images } = readResults(text) as InvarianceResults;
    const { fill, label, picture } = images[0]!;
    const [seen, given] = [join(out, picture!), photos[0]!].map((path) => sharp(path).raw());
    expect(await seen!.toBuffer()).toEqual(await given!.toBuffer());
    const { channels } = await sharp(photos[0]).stats();
    expect(fill).toEqual(channels.map(({ mean }) => Math.round(mean)));
    expect(stdout).toContain(`${photos[0]}: ${label}, least probable`);
    const svg = await readFile(join(out, 'curves.svg'), 'utf8');
    expect(svg.match(/<path stroke="rgb\(0,114,178\)" d="M/g)).toHaveLength(3); // two charts, one legend
    const { width } = await sharp(join(out, 'moved.png')).metadata();
    expect(width).toBe(2 * 20 + 9 * 20 - 4);
  });

  it('skips what is no image, and says so', async () => {
    const text = join(folder, 'text.jpg');
    await writeFile(text, 'no image');
    const args = ['--transform', 'scale', '--layers', 'conv1'];
    const { code, stdout } = await invariance(text, photos[0]!, ...args);
    expect(code).toBe(0);
    expect(stdout).toContain('looked at 1 of 2 images\n1 skipped');
    const none = await invariance(text, ...args);
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('text.jpg');
  });

  it.each([
    [['--transform', 'shear'], '--transform is "shear"; expected translate-y, translate-x'],
    [['--transform', 'scale', '--from', '0'], '--from is "0"; expected a factor > 0'],
    [['--transform', 'scale', '--from', '2', '--to', '1'], 'leads nowhere'],
    [['--transform', 'scale', '--step', '0'], 'leads nowhere'],
    [['--transform', 'scale', '--step', '1e-9'], 'makes 800000001 values, more than 1000'],
    [['--transform', 'translate-y', '--from', '-16'], '--from is "-16"; expected a shift of less'],
    [['--transform', 'translate-x', '--to', '40'], '--to is "40"; expected a shift of less'],
  ])('takes %j for wrong usage', async (options, message) => {
    const { code, stderr } = await invariance(photos[0]!, '--layers', 'conv1', ...options);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('names the nearest layer, and writes nothing', async () => {
    const out = join(folder, 'never');
    const { code, stderr } = await invariance(
      ...[photos[0]!, '--transform', 'scale', '--layers', 'conv', '--out', out],
    );
    expect(code).toBe(1);
    expect(stderr).toContain('did you mean "conv1"?');
    expect(existsSync(out)).toBe(false);
  });
});
