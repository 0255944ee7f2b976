import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { readResults, type InvarianceResults, type OccludeResults } from '@deconv/results';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, saveLayers, saveNoise } from './support.js';

let folder: string;
const path = (...parts: string[]): string => join(folder, ...parts);
const { layers } = tfl;

/** The same network of 16 × 16 pixels each time, but for its end. */
async function save(name: string, ...ends: tfl.layers.Layer[]): Promise<void> {
  await mkdir(path(name));
  const kernelInitializer = tfl.initializers.randomNormal({ seed: 1, stddev: 0.1 });
  const first = layers.conv2d({
    ...{ filters: 3, kernelSize: 3, activation: 'relu', inputShape: [16, 16, 3], name: 'conv1' },
    kernelInitializer,
  });
  await saveLayers(
    path(name),
    tfl.sequential({ layers: [first, layers.flatten({ name: 'flat' }), ...ends] }),
  );
}

const dense = (units: number) =>
  layers.dense({
    ...{ units, name: 'dense' },
    kernelInitializer: tfl.initializers.randomNormal({ seed: 2, stddev: 0.01 }),
  });

beforeAll(async () => {
  await tf.setBackend('cpu');
  folder = await mkdtemp(join(tmpdir(), 'deconv-answers-'));
  await saveNoise(path('noise.png'));
  await save('logits', dense(3));
  await save('softmax', dense(3), layers.softmax({ name: 'prob' }));
  await save('sigmoid', dense(1), layers.activation({ activation: 'sigmoid', name: 'prob' }));
  await save('number', dense(1));
});
afterAll(() => rm(folder, { recursive: true }));

interface Printed {
  answer: { kind: string; added?: string };
  results: {
    predictions: { index: number; label: string; probability?: number; value?: number }[];
  }[];
}

async function classified(...args: string[]): Promise<Printed> {
  const { code, stdout } = await run('classify', ...args, path('noise.png'), '--json');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Printed;
}

async function occluded(name: string, ...args: string[]): Promise<OccludeResults> {
  const options = ['--size', '8', '--stride', '8', '--json', ...args];
  const { stdout, stderr } = await run('occlude', path(name), path('noise.png'), ...options);
  expect(stderr).toBe('');
  return readResults(stdout) as OccludeResults;
}

describe('what a network answers', () => {
  it('is told alike with logits and with a softmax behind them, which is said once', async () => {
    const [logits, softmax] = [await classified(path('logits')), await classified(path('softmax'))];
    expect(logits.answer).toEqual({ kind: 'logits', added: 'softmax' });
    expect(softmax.answer).toEqual({ kind: 'probabilities' });
    for (const [i, { index, probability }] of softmax.results[0]!.predictions.entries()) {
      expect(logits.results[0]!.predictions[i]!.index).toBe(index);
      expect(logits.results[0]!.predictions[i]!.probability).toBeCloseTo(probability!, 6);
    }
    const { stdout, said } = await run('classify', path('logits'), path('noise.png'));
    expect(said.match(/softmax added: the network ends in logits/g)).toHaveLength(1);
    expect(stdout).toMatch(/^.*noise\.png(\n {2,}\d+\.\d % {2}class \d){3}$/);
  });

  it('is both of two classes, one of which labels.json may name', async () => {
    await writeFile(path('sigmoid', 'labels.json'), '["tench"]');
    const { answer, results } = await classified(path('sigmoid'));
    expect(answer).toEqual({ kind: 'binary' });
    const { predictions } = results[0]!;
    expect(predictions.map(({ label }) => label).sort()).toEqual(['not tench', 'tench']);
    expect(predictions[0]!.probability! + predictions[1]!.probability!).toBeCloseTo(1, 6);
    await rm(path('sigmoid', 'labels.json'));
  });

  it('is no probability where it is a plain number', async () => {
    const { answer, results } = await classified(path('number'));
    expect(answer).toEqual({ kind: 'numbers' });
    expect(results[0]!.predictions).toEqual([
      { index: 0, label: 'number 0', value: expect.any(Number) as number },
    ]);
    const { stdout } = await run('classify', path('number'), path('noise.png'));
    expect(stdout).toMatch(/ number 0$/);
    expect(stdout).not.toContain('%');
    const as = await classified(path('number'), '--output', 'binary');
    const value = results[0]!.predictions[0]!.value!;
    const asked = as.results[0]!.predictions.find(({ index }) => index === 1)!;
    expect(asked.probability).toBeCloseTo(1 / (1 + Math.exp(-value)), 6);
  });

  it('is refused as what it cannot be, and as what nobody knows', async () => {
    const image = path('noise.png');
    const wrong = await run('classify', path('logits'), image, '--output', 'percent');
    expect(wrong.stderr).toMatch(/--output is "percent"; expected probabilities, logits, binary/);
    expect(wrong.code).toBe(2);
    const other = await run('classify', path('logits'), image, '--answer', 'elsewhere');
    expect(other.stderr).toContain(
      'the model has no output "elsewhere" to be its answer; it has "dense"',
    );
    expect(other.code).toBe(1);
  });
});

describe('what a square changes', () => {
  it('is the probability, unless the logit is watched, which a softmax of all would make it', async () => {
    const maps: OccludeResults[] = [];
    for (const index of ['0', '1', '2'])
      maps.push(await occluded('softmax', '--watch', 'logit', '--class', index));
    const probable = await occluded('softmax', '--class', '1');
    const naive = await occluded('softmax', '--watch', 'logit', '--class', '1', '--naive');
    expect(naive.logit).toEqual(maps[1]!.logit);
    expect(maps[1]!.probability).toBeUndefined();
    const powers = maps.map(({ logit }) => logit!.flat().map(Math.exp));
    probable.probability!.flat().forEach((p, i) => {
      const sum = powers.reduce((all, each) => all + each[i]!, 0);
      expect(p).toBeCloseTo(powers[1]![i]! / sum, 5);
    });
  });

  it('is the same with a softmax of the network and one that is added', async () => {
    const [own, added] = [await occluded('softmax'), await occluded('logits')];
    expect(own.answer).toBeUndefined();
    expect(added.answer).toEqual({ kind: 'logits', added: 'softmax' });
    own
      .probability!.flat()
      .forEach((p, i) => expect(added.probability!.flat()[i]).toBeCloseTo(p, 6));
    expect(added.label).toEqual(own.label);
  });

  it('is opposite for the logits of two classes', async () => {
    const [no, yes] = [
      await occluded('sigmoid', '--watch', 'logit', '--class', '0'),
      await occluded('sigmoid', '--watch', 'logit', '--class', '1'),
    ];
    no.logit!.flat().forEach((logit, i) => expect(logit).toBe(-yes.logit!.flat()[i]!));
  });

  it('is a number where there are no classes, of which none is the most probable', async () => {
    const found = await occluded('number');
    expect(found.value).toHaveLength(2);
    expect(found.probability).toBeUndefined();
    const image = path('noise.png');
    const words = await run('occlude', path('number'), image, '--out', path('drawn'));
    expect(words.stdout).toContain('number 0: ');
    expect(words.stdout).not.toMatch(/%|probable/);
    const asked = await run('occlude', path('number'), image, '--watch', 'logit');
    expect(asked.stderr).toContain('--watch is "logit"; expected nothing: the network answers');
    expect(asked.code).toBe(2);
  });
});

describe('what moving changes', () => {
  it.each([
    ['logits', 'probability', 'least probable'],
    ['number', 'value', 'smallest'],
  ] as const)('%s: is told as a %s', async (name, quantity, words) => {
    const args = [path(name), path('noise.png'), '--transform', 'rotate', '--step', '90'];
    const { stdout } = await run('invariance', ...args, '--layers', 'conv1', '--json');
    const { images } = readResults(stdout) as InvarianceResults;
    expect(images[0]![quantity]).toHaveLength(4);
    const told = await run(
      'invariance',
      ...args,
      '--layers',
      'conv1',
      '--out',
      path(`moved-${name}`),
    );
    expect(told.stdout).toContain(words);
    expect(told.stdout.includes('%')).toBe(quantity === 'probability');
    expect(told.stdout.includes('(softmax added: the network ends in logits)')).toBe(
      name === 'logits',
    );
  });
});
