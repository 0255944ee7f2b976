import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { SHARED } from './shared.js';

const DECONV = fileURLToPath(new URL('../../tools/cli/bin/deconv.js', import.meta.url));
const MODEL = join(SHARED, 'models/squeezenet11-imagenet');
const DOGS = join(SHARED, 'data/dogs-frontal');
const LAYERS = ['fire6/concat', 'fire9/concat'];
const PARTS = ['leftEyeInImage', 'rightEyeInImage', 'nose'];

interface Spread {
  mean: number;
  interval: [number, number];
  pairs: number;
}

interface Document {
  data: { images: number; skipped: unknown[] };
  skippedParts: unknown[];
  parts: Record<string, Record<string, { all: Spread; active: Spread }>>;
}

describe.skipIf(!existsSync(MODEL) || !existsSync(DOGS))('correspondence of twelve dogs', () => {
  let found: Document;
  const mean = (part: string, layer: string, count: 'all' | 'active'): number =>
    found.parts[part]![layer]![count].mean;

  beforeAll(async () => {
    const landmarks = join(DOGS, 'landmarks.json');
    const asked = ['--landmarks', landmarks, '--layers', LAYERS.join(), '--draws', '5', '--json'];
    const args = [DECONV, 'correspond', MODEL, DOGS, ...asked];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    found = JSON.parse(stdout) as Document;
  });

  test('finds eyes and noses in all of them', () => {
    expect([found.data.images, found.data.skipped, found.skippedParts]).toEqual([12, [], []]);
    for (const part of PARTS)
      for (const layer of LAYERS) expect(found.parts[part]![layer]!.all.pairs).toBe(66);
    for (const layers of Object.values(found.parts))
      for (const { all, active } of Object.values(layers))
        for (const { mean, interval } of [all, active]) {
          expect(interval[0]).toBeLessThan(mean);
          expect(interval[1]).toBeGreaterThan(mean);
        }
  });

  // As in the paper's Table 1, and as measured apart from this project.
  test.each(LAYERS)('is least consistent at random, of positions that change in %s', (layer) => {
    for (const part of PARTS)
      expect(mean('random', layer, 'active')).toBeGreaterThan(mean(part, layer, 'active') + 0.01);
  });

  test('takes part of its consistency from alignment', () => {
    for (const layer of LAYERS)
      expect(mean('random shared', layer, 'active')).toBeLessThan(mean('random', layer, 'active'));
  });

  test('turns round where positions count that do not change', () => {
    for (const part of PARTS)
      expect(mean('random', 'fire9/concat', 'all')).toBeLessThan(mean(part, 'fire9/concat', 'all'));
  });
});
