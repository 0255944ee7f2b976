import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, saveLayers, saveNoise } from './support.js';

const PAGE = readFileSync(new URL('../../../docs/your-model.md', import.meta.url), 'utf8');
const { layers } = tfl;

/** The cases that the page begins with: their names, commands, and what `inspect` says. */
const CASES = [
  ...PAGE.matchAll(/^\*\*(.*?)\*\*.*\n(?:.*\n)?`npm run deconv -- (.*)`\n→ (.*)$/gm),
].map(([, name, command, said]) => ({ name: name!, command: command!, said: said! }));

const conv = (inputShape?: (number | null)[]) =>
  layers.conv2d({
    ...{ filters: 2, kernelSize: 3, activation: 'relu', name: 'conv1' },
    ...(inputShape && { inputShape }),
  });
const mean = () => layers.globalAveragePooling2d({ dataFormat: 'channelsLast' });
const chain = (...all: tfl.layers.Layer[]) => tfl.sequential({ layers: all });

/** A model for each of them, in their order. */
const MODELS: (() => tfl.LayersModel)[] = [
  () => chain(conv([16, 16, 3]), mean(), layers.dense({ units: 1000 })),
  () => chain(conv([16, 16, 3]), mean(), layers.dense({ units: 1, activation: 'sigmoid' })),
  () =>
    chain(
      layers.reshape({ inputShape: [784], targetShape: [28, 28, 1] }),
      ...[conv(), mean(), layers.dense({ units: 10, activation: 'softmax' })],
    ),
  () => chain(conv([null, null, 3]), mean(), layers.dense({ units: 5, activation: 'softmax' })),
  () => {
    const image = tfl.input({ shape: [16, 16, 3] });
    const seen = mean().apply(conv().apply(image)) as tfl.SymbolicTensor;
    const [kind, age] = [4, 1].map((units, i) =>
      layers.dense({ units, name: ['kind', 'age'][i]! }).apply(seen),
    ) as [tfl.SymbolicTensor, tfl.SymbolicTensor];
    return tfl.model({ inputs: image, outputs: [kind, age] });
  },
];

let folder: string;
beforeAll(async () => {
  await tf.setBackend('cpu');
  folder = await mkdtemp(join(tmpdir(), 'deconv-cases-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the common cases that docs/your-model.md begins with', () => {
  it('are five', () => {
    expect(CASES).toHaveLength(MODELS.length);
  });

  it.each(CASES.map((each, i) => [each.name, each, MODELS[i]!] as const))(
    '%s',
    async (_, { command, said }, make) => {
      const place = await mkdtemp(join(folder, 'case-'));
      const model = join(place, 'model');
      await mkdir(model);
      await saveLayers(model, make());
      if (PAGE.includes('`["cat"]`') && command.includes('cat.jpg'))
        await writeFile(join(model, 'labels.json'), '["cat"]');
      await saveNoise(join(place, 'photo.png'));
      const args = command.split(' ').map((word) => {
        if (word === 'model.onnx' || word === 'my-model') return model;
        return /\.(jpg|png)$/.test(word) ? join(place, 'photo.png') : word;
      });
      const out = args.indexOf('--out');
      if (out >= 0) args[out + 1] = join(place, 'out.png');
      expect(await run(...args)).toMatchObject({ code: 0 });
      const opening = args.filter((word, i) =>
        [word, args[i - 1] ?? ''].some((each) => /^--(output|answer|input-size)$/.test(each)),
      );
      const { stdout } = await run('inspect', model, ...opening);
      expect(stdout).toContain(said);
    },
  );
});
