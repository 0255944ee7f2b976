import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { readResults, type OccludeResults } from '@deconv/results';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, saveLayers, saveNoise } from './support.js';

let folder: string;
const path = (...parts: string[]): string => join(folder, ...parts);
const { layers } = tfl;

async function save(name: string, inputShape: (number | null)[], ...tail: tfl.layers.Layer[]) {
  await mkdir(path(name));
  const kernelInitializer = tfl.initializers.randomNormal({ seed: 1, stddev: 0.1 });
  const first = layers.conv2d({
    ...{ filters: 3, kernelSize: 3, activation: 'relu', inputShape, name: 'conv1' },
    kernelInitializer,
  });
  await saveLayers(path(name), tfl.sequential({ layers: [first, ...tail] }));
}

const ending = () => [
  layers.globalAveragePooling2d({ dataFormat: 'channelsLast', name: 'mean' }),
  layers.dense({ units: 2, activation: 'softmax', name: 'prob' }),
];

beforeAll(async () => {
  await tf.setBackend('cpu');
  folder = await mkdtemp(join(tmpdir(), 'deconv-inspect-'));
  await saveNoise(path('noise.png'), 20, 24);
  await save('grey', [16, 16, 1], ...ending());
  await save('oblong', [16, 20, 3], ...ending());
  await save('four', [16, 16, 4], ...ending());
  await save('open', [null, null, 3], ...ending());
  await save('map', [16, 16, 3]);
});
afterAll(() => rm(folder, { recursive: true }));

interface Inspected {
  input: { problem: string | null; channelOrder: string };
  answer: { kind?: string };
  experiments: Record<string, string | null>;
  layers: { name: string; projectable: boolean; problem: string | null }[];
}

async function inspected(name: string, ...args: string[]): Promise<Inspected> {
  const { stdout } = await run('inspect', path(name), '--json', ...args);
  return JSON.parse(stdout) as Inspected;
}

describe('deconv inspect', () => {
  it('says in words what a network is, what goes in, what comes out, and what runs', async () => {
    const { stdout } = await run('inspect', path('grey'));
    const [whole, input, output, runs, empty] = stdout.split('\n');
    expect(whole).toBe('A network of 3 layers and 38 parameters.');
    expect(input).toMatch(
      /^In: images of 16×16, one channel: brightness.* minus 0, times 1: nothing says so/,
    );
    expect(output).toMatch(/^Out: probabilities of 2 classes, as the end of its graph tells/);
    expect(runs).toMatch(/^Runs: classify, occlude, .*diagnose\.$/);
    expect(empty).toBe('');
  });

  it.each(['grey', 'oblong', 'four', 'map'])('agrees with what then happens: %s', async (name) => {
    const { experiments, layers: told, input } = await inspected(name);
    const [conv] = told;
    const image = path('noise.png');
    const projected = await run('project', path(name), image, '--layer', 'conv1');
    expect(projected.code === 0).toBe(experiments['project'] === null);
    expect(projected.code === 0).toBe(conv!.projectable);
    if (projected.code) expect(projected.stderr).toContain(conv!.problem);
    const classified = await run('classify', path(name), image);
    expect(classified.code === 0).toBe(experiments['classify'] === null);
    if (classified.code) expect(classified.stderr).toContain(experiments['classify']);
    const diagnosed = await run('diagnose', path(name));
    expect(diagnosed.code === 0).toBe(experiments['diagnose'] === null);
    expect(input.problem === null).toBe(name !== 'four');
  });

  it('takes a size for a model that leaves it open, as all commands do', async () => {
    const refused = await run('inspect', path('open'));
    expect(refused.stderr).toContain(
      'say it as "inputSize" in preprocess.json, or by --input-size',
    );
    const { input } = await inspected('open', '--input-size', '18');
    expect(input).toMatchObject({ height: 18, width: 18, problem: null });
    const size = ['--input-size', '18'];
    const image = path('noise.png');
    for (const args of [
      ['classify', path('open'), image],
      ['top', path('open'), image, '--layer', 'conv1', '--out', path('top'), '--threads', '2'],
    ])
      expect((await run(...args, ...size)).code).toBe(0);
  });
});

describe('a network of one channel', () => {
  it('is projected as one signed channel on grey', async () => {
    const out = path('grey.png');
    const args = ['--layer', 'conv1', '--out', out, '--npy', path('grey.npy'), '--json'];
    const { stdout } = await run('project', path('grey'), path('noise.png'), ...args);
    const { projection } = JSON.parse(stdout) as { projection: { shape: number[] } };
    expect(projection.shape).toEqual([16, 16, 1]);
    const { data, info } = await sharp(out)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    // The right half is the projection.
    for (let row = 0; row < info.height; row++)
      for (let column = info.width / 2 + 8; column < info.width; column++) {
        const at = 3 * (row * info.width + column);
        expect(data[at + 1]).toBe(data[at]);
        expect(data[at + 2]).toBe(data[at]);
      }
  });

  it('is asked what a square changes', async () => {
    const args = ['--size', '8', '--stride', '4', '--watch', 'logit', '--json'];
    const { stdout } = await run('occlude', path('grey'), path('noise.png'), ...args);
    const found = readResults(stdout) as OccludeResults;
    expect(new Set(found.logit!.flat()).size).toBeGreaterThan(1);
  });
});
