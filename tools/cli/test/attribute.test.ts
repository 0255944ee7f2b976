import { readResults, type AttributeResults } from '@deconv/results';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
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

const attribute = (...options: string[]) => run('attribute', folder, ...options);

describe('deconv attribute', () => {
  it('writes a document with its pictures, which add up to what they should', async () => {
    const out = join(folder, 'out');
    const { code, stdout } = await attribute(...photos, '--steps', '30', '--out', out);
    expect(code).toBe(0);
    expect(stdout).toContain('integrated-gradients in 30 steps from a baseline of 0,0,0');
    expect((await readdir(out)).sort()).toEqual(
      ['heat-1.png', 'heat-2.png', 'image-1.png', 'image-2.png', 'results.json'].sort(),
    );
    const results = readResults(await readFile(join(out, 'results.json'), 'utf8'));
    const { images, options } = results as AttributeResults;
    expect(options).toMatchObject({ method: 'integrated-gradients', steps: 30, fill: '0,0,0' });
    expect(images.map(({ image }) => image)).toEqual(photos);
    for (const { map, completeness, picture, heat, probability } of images) {
      expect([map.length, map[0]!.length]).toEqual([16, 16]);
      const { sum, difference, baseline } = completeness!;
      expect(map.flat().reduce((total, value) => total + value)).toBeCloseTo(sum, 5);
      expect(difference).toBeCloseTo(probability! - baseline, 6);
      expect(Math.abs(sum - difference)).toBeLessThan(0.01);
      const sizes = [picture!, heat!.picture].map((name) => sharp(join(out, name)).metadata());
      for (const { width, height } of await Promise.all(sizes))
        expect([width, height]).toEqual([16, 16]);
    }
  });

  it('is what classify answers, unless another class is asked for', async () => {
    const answered = await attribute(photos[0]!, '--json');
    const other = await attribute(photos[0]!, '--json', '--class', '0', '--method', 'grad-cam');
    const [first, second] = [answered, other].map(({ stdout }) => readResults(stdout)) as [
      AttributeResults,
      AttributeResults,
    ];
    const classified = await run('classify', folder, photos[0]!, '--json');
    const { results } = JSON.parse(classified.stdout) as {
      results: { predictions: { index: number; probability: number }[] }[];
    };
    const [prediction] = results[0]!.predictions;
    expect(first.images[0]).toMatchObject({ classIndex: prediction!.index });
    expect(first.images[0]!.probability).toBeCloseTo(prediction!.probability, 6);
    expect(second.images[0]!.classIndex).toBe(0);
    expect(second.options.layer).toMatch(/./);
    expect(Math.min(...second.images[0]!.map.flat())).toBeGreaterThanOrEqual(0);
  });

  it.each([
    [['--class', '99'], 1, 'no class 99'],
    [['--class', '1.5'], 2, '--class is "1.5"; expected a whole number ≥ 0'],
    [['--steps', '0'], 2, '--steps is "0"; expected a whole number from 1 to 1000'],
    [['--method', 'grad-cam', '--steps', '9'], 2, '--steps is "9"; expected none: grad-cam has'],
    [['--method', 'smooth'], 2, '--method is "smooth"; expected integrated-gradients, grad-cam'],
    [['--fill', 'red'], 2, '--fill is "red"; expected grey, mean, or R,G,B'],
  ])('is refused for %j, and writes nothing', async (options, exit, message) => {
    const out = join(folder, 'refused');
    const { code, stderr } = await attribute(photos[0]!, ...options, '--out', out);
    expect(stderr).toContain(message);
    expect(code).toBe(exit);
    expect(existsSync(out)).toBe(false);
  });

  it('says what its options are', async () => {
    const { code, stdout } = await run('attribute', '--help');
    expect(code).toBe(0);
    for (const flag of ['--method', '--class', '--steps', '--fill', '--layer', '--out', '--json'])
      expect(stdout).toContain(flag);
  });
});
