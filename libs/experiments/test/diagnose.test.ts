import * as tf from '@tensorflow/tfjs-core';
import { readResults, writeResults } from '@deconv/results';
import { beforeAll, expect, test } from 'vitest';
import { EXPERIMENTS, runExperiment } from '../src/index.js';
import { tinyPorts } from './tinyPorts.js';

beforeAll(() => tf.setBackend('cpu'));

function portsOf(names: string[], signal?: AbortSignal, told: number[] = []) {
  const ports = tinyPorts(names, told);
  const { model, network } = ports;
  let opened = 0;
  const checkpoints = ['1', '2'].map((name) => ({
    name,
    open() {
      opened++;
      const close = (): void => {
        opened--;
      };
      return Promise.resolve({ model, network, close });
    },
  }));
  return { ...ports, ...(signal && { signal }), checkpoints, left: () => opened };
}

test('checkpoints are looked at one by one, each closed, with pictures in folders of their own', async () => {
  const ports = portsOf(['a', 'broken']);
  const results = await runExperiment(EXPERIMENTS.diagnose, {}, ports);
  expect(readResults(writeResults(results))).toEqual(results);
  expect(results.data.skipped).toEqual([{ image: 'broken', reason: 'it is broken' }]);
  const pictures = results.networks.map(({ layers }) => layers[0]!.drawn!.picture);
  expect(pictures).toEqual(['1/conv1-filters.png', '2/conv1-filters.png']);
  expect(ports.left()).toBe(0);
});

test('what is done only grows, over all checkpoints to its end', async () => {
  const told: number[] = [];
  await runExperiment(EXPERIMENTS.diagnose, {}, portsOf(['a', 'b'], undefined, told));
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told).toContain(0.5);
  expect(told.at(-1)).toBe(1);
});

test('an abort stops it, and closes what was opened', async () => {
  const ports = portsOf([], AbortSignal.abort(new Error('enough')));
  await expect(runExperiment(EXPERIMENTS.diagnose, {}, ports)).rejects.toThrow('enough');
  expect(ports.left()).toBe(0);
});
