import * as tf from '@tensorflow/tfjs-core';
import { readResults, type OccludeResults, type TopResults } from '@deconv/results';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS, saveFault, type Fault } from './faultNetworks.js';
import { run } from './support.js';

const SHARED = new URL('../../../../shared/cases/faults/', import.meta.url).pathname;

let folder: string;
const path = (...parts: string[]): string => join(folder, ...parts);

/** Coloured noise that is wider than high. */
async function savePhoto(name: string, seed: number): Promise<void> {
  const [width, height] = [90, 60];
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => ((i + seed) * 7919) % 256);
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(path('photos', name));
}

beforeAll(async () => {
  await tf.setBackend('cpu');
  folder = await mkdtemp(join(tmpdir(), 'deconv-faults-'));
  await mkdir(path('photos'));
  for (const i of [0, 1, 2]) await savePhoto(`${i}.png`, i);
  for (const fault of Object.keys(FAULTS) as Fault[]) {
    await saveFault(path(fault), fault);
    if (existsSync(SHARED + fault))
      await cp(SHARED + fault, path('shared', fault), { recursive: true });
  }
});
afterAll(() => rm(folder, { recursive: true }));

const cases = (Object.keys(FAULTS) as Fault[]).flatMap((fault) => [
  { fault, model: fault },
  ...(existsSync(SHARED + fault) ? [{ fault, model: `shared/${fault}` }] : []),
]);

async function done(command: string, model: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(command, path(model), ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** Its pixels, and whether all of them are grey. */
async function read(file: string | Buffer) {
  const { data, info } = await sharp(file)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const grey = data.every((value, i) => channels < 3 || value === data[i - (i % 3)]);
  return { width, height, grey };
}

describe.each(cases)('$model', ({ fault, model }) => {
  const { shape, numbers } = FAULTS[fault];
  const [height, width, channels] = shape;
  const grey = channels === 1;
  const photo = () => path('photos', '0.png');

  it('is told for what it is, and everything runs', async () => {
    const text = await done('inspect', model);
    expect(text).toContain(`images of ${height}×${width}, `);
    expect(text).not.toContain('Does not run');
    if (grey) expect(text).toContain('one channel: brightness');
    if (numbers === 1)
      expect(text).toContain('probabilities of two classes, of which one number tells');
  });

  it('is asked for all of its classes', async () => {
    const text = await done('classify', model, photo(), '--json');
    const { results } = JSON.parse(text) as {
      results: { predictions: { probability: number }[] }[];
    };
    const found = results[0]!.predictions.map(({ probability }) => probability);
    expect(found).toHaveLength(numbers === 1 ? 2 : numbers);
    expect(found.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  });

  it('is projected at its own shape, beside the photo as it saw it', async () => {
    const args = ['--layer', 'f', '--rule', 'gradient', '--out', path('unit.png'), '--json'];
    const text = await done('project', model, photo(), ...args);
    const { projection, receptiveField } = JSON.parse(text) as {
      projection: { shape: number[] };
      receptiveField: object;
    };
    expect(projection.shape).toEqual([height, width, channels]);
    expect(receptiveField).toMatchObject({ height: expect.any(Number) as number });
    expect((await read(path('unit.png'))).grey).toBe(grey);
  });

  it('is occluded at all places of its own shape', async () => {
    const out = path('occlude', model);
    const args = ['--size', '8', '--stride', '8', '--out', out];
    await done('occlude', model, photo(), ...args);
    const document = readResults(await readFile(join(out, 'results.json'), 'utf8'));
    const { grid } = document as OccludeResults;
    expect(grid).toMatchObject({ rows: Math.ceil(height / 8), cols: Math.ceil(width / 8) });
    expect(await read(join(out, 'image.png'))).toEqual({ width, height, grey });
  });

  it('has strongest units, whose patches lie in the photo as it saw it', async () => {
    const out = path('top', model);
    await done('top', model, path('photos'), '--layer', 'c2', '--channels', 'all', '--out', out);
    const document = readResults(await readFile(join(out, 'results.json'), 'utf8')) as TopResults;
    const entries = document.layers[0]!.maps.flatMap((map) => map.entries);
    expect(entries.length).toBeGreaterThan(0);
    for (const { receptiveField: box, patch } of entries) {
      expect(box.top + box.height).toBeLessThanOrEqual(height);
      expect(box.left + box.width).toBeLessThanOrEqual(width);
      expect((await read(join(out, patch))).grey).toBe(grey);
    }
    const edges = entries.map(({ receptiveField: box }) => [
      box.top + box.height,
      box.left + box.width,
    ]);
    // What lies beside a square of its shorter side is looked at, too.
    if (height !== width)
      expect(Math.max(...edges.flat())).toBeGreaterThan(Math.min(height, width));
  });

  it.each(['translate-x', 'rotate'])('is moved: %s', async (transform) => {
    const args = ['--transform', transform, '--layers', 'c1', '--json'];
    const found = readResults(await done('invariance', model, photo(), ...args));
    expect(found.probe).toBe('invariance');
  });
});
