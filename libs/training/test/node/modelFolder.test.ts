import { forward } from '@deconv/core';
import { readModel as readAnyModel } from '@deconv/models';
import * as tf from '@tensorflow/tfjs-core';
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useOwnGradients } from '../../src/gradients.js';
import { readCheckpoint, writeCheckpoint } from '../../src/node/checkpoint.js';
import { filterSheet } from '../../src/node/filterSheet.js';
import { readModel } from '../../src/node/readModel.js';
import { writeModel } from '../../src/node/writeModel.js';
import { train } from '../../src/train.js';
import { Trainer } from '../../src/trainer.js';
import { relativeError, useBackend } from '../backends.js';
import { TOY_PREPROCESSING, TOY_WITH_LRN, toyBatch, toySetup } from '../toy.js';

let folder: string;
let restore: () => void;
beforeAll(async () => {
  await useBackend('cpu');
  restore = useOwnGradients();
  folder = await mkdtemp(join(tmpdir(), 'deconv-model-'));
});
afterAll(async () => {
  restore();
  await rm(folder, { recursive: true, force: true });
});

const batches = (step: number) => Promise.resolve(toyBatch(step));

describe('a model folder', () => {
  test('is read by tf.loadLayersModel and answers as the network does', async () => {
    const model = new Trainer(toySetup({ seed: 3 })).network();
    await writeModel(folder, {
      model,
      preprocessing: TOY_PREPROCESSING,
      labels: ['a', 'b', 'c', 'd'],
    });
    const loaded = await readModel(folder);
    const x = tf.randomUniform([3, 12, 12, 3], -1, 1, 'float32', 4);
    const [actual, expected] = [loaded, model].map((m) => (m.predict(x) as tf.Tensor).dataSync());
    expect(relativeError(actual!, expected!)).toBeLessThan(1e-3);
    expect(JSON.parse(await readFile(join(folder, 'preprocess.json'), 'utf8'))).toEqual(
      TOY_PREPROCESSING,
    );
    expect(JSON.parse(await readFile(join(folder, 'labels.json'), 'utf8'))).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });
});

test('a trained network with contrast normalisation answers alike here, read back, and as a graph to project from', async () => {
  const trainer = new Trainer(toySetup({ stepsPerEpoch: 6 }, TOY_WITH_LRN));
  await train(trainer, { batches });
  const model = trainer.network();
  const path = join(folder, 'with-lrn');
  const labels = ['a', 'b', 'c', 'd'];
  await writeModel(path, { model, preprocessing: TOY_PREPROCESSING, labels });
  const x = tf.randomUniform<tf.Rank.R4>([3, 12, 12, 3], -1, 1, 'float32', 4);
  const expected = (model.predict(x) as tf.Tensor).dataSync();
  const loaded = (await readModel(path)).predict(x) as tf.Tensor;
  expect(relativeError(loaded.dataSync(), expected)).toBeLessThan(1e-3);
  const { network } = await readAnyModel(async (file) =>
    Uint8Array.from(await readFile(join(path, file))),
  );
  expect(network.nodes.map(({ layer }) => layer)).toContain('LRN');
  const record = forward(network, x);
  expect(relativeError(record.output.dataSync(), expected)).toBeLessThan(1e-3);
});

test('the filter sheet is a PNG with every filter of the first layer', async () => {
  const { width, height, format } = await sharp(
    await filterSheet(new Trainer(toySetup({ seed: 3 })).network(), 'conv1'),
  ).metadata();
  expect([format, width, height]).toEqual(['png', 12 * 22 + 4, 22 + 4]);
});

describe('a checkpoint', () => {
  const recipe = { epochs: 2, stepsPerEpoch: 3 };
  const fresh = (seed = 5) => new Trainer(toySetup({ ...recipe, seed }));
  const path = () => join(folder, 'checkpoint');

  test('goes on exactly where it stopped', async () => {
    const whole = fresh();
    await train(whole, {
      batches,
      onEpoch: async (epoch) => {
        if (epoch === 1) await writeCheckpoint(path(), whole, { step: 3, pictures: 'these' });
        return 0;
      },
    });
    const resumed = fresh();
    const from = await readCheckpoint(path(), resumed, 'these');
    expect(from).toBe(3);
    await train(resumed, { batches, from });
    expect(resumed.state).toEqual(whole.state);
  });

  test('counts 0 steps where there is none', async () => {
    expect(await readCheckpoint(join(folder, 'none'), fresh(), 'these')).toBe(0);
  });

  test('refuses other pictures, another version, and what is none', async () => {
    await writeCheckpoint(path(), fresh(), { step: 3, pictures: 'these' });
    await expect(readCheckpoint(path(), fresh(), 'others')).rejects.toThrow(
      /learned from other pictures: .* Put them back to go on, or train anew in another folder/,
    );
    const whole = await readFile(path());
    const older = whole.toString('latin1').replace('"format":1,', '');
    await writeFile(path(), older, 'latin1');
    await expect(readCheckpoint(path(), fresh(), 'these')).rejects.toThrow(
      /written by another version of Deconv \(format unnamed, not 1\)/,
    );
    await writeFile(path(), 'no checkpoint');
    await expect(readCheckpoint(path(), fresh(), 'these')).rejects.toThrow(
      /the beginning of the checkpoint .* is not valid JSON.*; delete it and train anew/,
    );
  });

  test('refuses another recipe and a file that was cut off', async () => {
    await writeCheckpoint(path(), fresh(), { step: 3, pictures: 'these' });
    await expect(readCheckpoint(path(), fresh(1), 'these')).rejects.toThrow(
      /belongs to the recipe .*"seed":5/,
    );
    await truncate(path(), (await stat(path())).size - 1);
    await expect(readCheckpoint(path(), fresh(), 'these')).rejects.toThrow(
      /ends after \d+ bytes, in its/,
    );
  });
});
