import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useOwnGradients } from '../src/gradients.js';
import type { Recipe } from '../src/recipe.js';
import { train, type TrainingProgress } from '../src/train.js';
import { Trainer } from '../src/trainer.js';
import { BACKENDS, relativeError, useBackend } from './backends.js';
import { TOY, toyBatch, toySetup } from './toy.js';

type Shape4D = [number, number, number, number];

const toyTrainer = (recipe: Partial<Recipe> = {}) => new Trainer(toySetup(recipe));

const batches = (step: number) => Promise.resolve(toyBatch(step));

describe.each(BACKENDS)('training on %s', (backend) => {
  let restore: () => void;
  beforeAll(async () => {
    await useBackend(backend);
    restore = useOwnGradients();
  });
  afterAll(() => restore());

  test('starts near ln(classes) and learns a toy problem', async () => {
    const trainer = toyTrainer();
    const unseen = toyBatch(-1, 40);
    expect(Math.abs((await trainer.evaluate(unseen)).loss - Math.log(4))).toBeLessThan(0.1);
    await train(trainer, { batches });
    const score = await trainer.evaluate(unseen);
    expect(score.loss).toBeLessThan(0.3);
    expect(score.accuracy).toBeGreaterThan(0.9);
  });

  test('takes the same steps for the same seed, others for another', async () => {
    const after = async (seed: number) => {
      const trainer = toyTrainer({ seed, stepsPerEpoch: 4 });
      await train(trainer, { batches });
      return trainer.state.parameters;
    };
    const first = await after(5);
    expect(relativeError(await after(5), first)).toBe(0);
    expect(relativeError(await after(6), first)).toBeGreaterThan(0.1);
  });

  test('keeps the root mean square of convolution filters below the limit', async () => {
    const trainer = toyTrainer({ filterLimit: 0.02 });
    await train(trainer, { batches });
    const { from, to, shape } = trainer.layout.parameters[0]!;
    const filters = tf.tensor4d(trainer.state.parameters.slice(from, to), shape as Shape4D);
    const rms = tf.sqrt(tf.mean(tf.square(filters), [0, 1, 2])).dataSync();
    expect(Math.max(...rms)).toBeLessThan(0.02001);
    expect(Math.max(...rms)).toBeGreaterThan(0.0199);
  });

  test('trains networks without batch normalisation too', async () => {
    const trainer = new Trainer(toySetup({}, { ...TOY, batchNorm: false }));
    await train(trainer, { batches });
    expect((await trainer.evaluate(toyBatch(-1, 40))).accuracy).toBeGreaterThan(0.9);
  });

  test('keeps the mean of what its batches say of themselves, and forgets the early ones slowly', async () => {
    const setup = toySetup();
    const count = new Trainer(setup).state.statistics.length;
    const said = (step: number, shard: number): number => ((step * 7) % 5) + shard;
    const trainer = new Trainer(setup, {
      gradients: (parameters, shards) =>
        Promise.resolve(
          shards.map(({ step, index }) => ({
            ...{ loss: 1, accuracy: 0, gradients: new Float32Array(parameters.length) },
            statistics: new Float32Array(count).fill(said(step, index)),
          })),
        ),
    });
    const shards = Array.from({ length: setup.recipe.shards }, (_, i) => i);
    const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
    const means: number[] = [];
    for (let step = 0; step < 25; step++) {
      await trainer.step(step, toyBatch(step), 0);
      means.push(mean(shards.map((shard) => said(step, shard))));
      const [kept] = trainer.state.statistics;
      // The mean of all at first; from the twentieth on a batch counts for a twentieth.
      const late = means
        .slice(20)
        .reduce((all, each) => all + (each - all) / 20, mean(means.slice(0, 20)));
      expect(kept).toBeCloseTo(step < 20 ? mean(means) : late, 4);
    }
  });

  test('refuses a batch that its shards cannot divide', async () => {
    await expect(toyTrainer({ shards: 3 }).step(0, toyBatch(0), 0.01)).rejects.toThrow(
      'cannot divide 16 pictures into 3 equal shards',
    );
  });

  test('leaves no tensor behind', async () => {
    const trainer = toyTrainer();
    await trainer.step(0, toyBatch(0), 0.01);
    const before = tf.memory().numTensors;
    await trainer.step(1, toyBatch(1), 0.01);
    await trainer.evaluate(toyBatch(2));
    expect(tf.memory().numTensors).toBe(before);
  });

  test('reports progress and says that a loss at ln(classes) has learned nothing', async () => {
    const seen: TrainingProgress[] = [];
    const recipe = { epochs: 2, stepsPerEpoch: 2, peakRate: 1e-6 };
    const trainer = new Trainer(toySetup(recipe, { ...TOY, batchNorm: false }));
    await train(trainer, { batches, onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ epoch, step }) => [epoch, step])).toEqual([
      [1, 1],
      [1, 2],
      [2, 3],
      [2, 4],
    ]);
    expect(seen[0]!.warning).toBeUndefined();
    expect(seen[1]!.warning).toMatch(/near ln\(4\) = 1\.39: the network answers alike/);
    expect(seen[3]!.secondsLeft).toBe(0);
    expect(seen[3]!.imagesPerSecond).toBeGreaterThan(0);
  });

  test('stops with advice when the loss is no number', async () => {
    const trainer = toyTrainer({ peakRate: 1e30, filterLimit: null });
    await expect(train(trainer, { batches })).rejects.toThrow(
      /no longer a number at step \d+ .*lower the peak rate \(1e\+30\)/,
    );
  });

  test('stops when asked to', async () => {
    const abort = new AbortController();
    const onProgress = () => abort.abort(new Error('enough'));
    await expect(
      train(toyTrainer(), { batches, onProgress, signal: abort.signal }),
    ).rejects.toThrow('enough');
  });

  test('hears a timer while it trains, stops at it and leaves no tensor behind', async () => {
    const trainer = toyTrainer({ epochs: 10 });
    await trainer.step(0, toyBatch(0), 0.01);
    const before = tf.memory().numTensors;
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error('a click')));
    let steps = 0;
    const onProgress = () => steps++;
    await expect(train(trainer, { batches, onProgress, signal: abort.signal })).rejects.toThrow(
      'a click',
    );
    expect(steps).toBeLessThan(400);
    expect(tf.memory().numTensors).toBe(before);
  });
});
