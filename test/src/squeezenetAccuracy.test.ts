import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { SHARED } from './shared.js';

const DECONV = fileURLToPath(new URL('../../tools/cli/bin/deconv.js', import.meta.url));
const MODEL = join(SHARED, 'models/squeezenet11-imagenet');
const PHOTOS = join(SHARED, 'data/imagenet-sample227');

interface Result {
  image: string;
  predictions: { index: number }[];
}

/** What `deconv classify` says of photos stretched to the network's 224 × 224. */
async function classify(photos: string[]): Promise<Result[]> {
  const args = [DECONV, 'classify', MODEL, ...photos, '--fit', 'stretch', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 26 });
  return (JSON.parse(stdout) as { results: Result[] }).results;
}

/** Index of the class that a photo's name, `<wnid>_<label>.jpg`, says it shows. */
function classOf(): (photo: string) => number {
  const labels = JSON.parse(readFileSync(join(MODEL, 'labels.json'), 'utf8')) as {
    index: number;
    wnid: string;
  }[];
  const indices = new Map(labels.map(({ index, wnid }) => [wnid, index]));
  return (photo) => indices.get(basename(photo).split('_')[0]!)!;
}

describe.skipIf(!existsSync(MODEL) || !existsSync(PHOTOS))('SqueezeNet v1.1', () => {
  // Measured apart from this project, with the same weights and photos: 61.5 % and 84.3 %.
  test('names one photo of each ImageNet class as well as elsewhere', async () => {
    const photos = (await readdir(PHOTOS)).sort().map((name) => join(PHOTOS, name));
    expect(photos).toHaveLength(1000);
    const halves = await Promise.all([classify(photos.slice(0, 500)), classify(photos.slice(500))]);
    const results = halves.flat();
    expect(results.map(({ image }) => image)).toEqual(photos);
    const expected = classOf();
    const right = (among: number): number =>
      results.filter(({ image, predictions }) =>
        predictions.slice(0, among).some(({ index }) => index === expected(image)),
      ).length;
    expect(Math.abs(right(1) / 10 - 61.5)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(right(5) / 10 - 84.3)).toBeLessThanOrEqual(0.5);
  });
});
