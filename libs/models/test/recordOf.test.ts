import {
  addOp,
  elementary,
  input,
  NetworkBuilder,
  relu,
  setPassEngine,
  type Network,
  type PassEngine,
} from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { recordOf } from '../src/recordOf.js';
import type { Preprocess } from '../src/preprocess.js';

const SHAPE = { height: 2, width: 2, channels: 3 };
const preprocess: Preprocess = {
  inputSize: 2,
  channelOrder: 'RGB',
  meanSubtract: [0, 0, 0],
  scale: 1,
};
const seen = { width: 2, height: 2, data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2) };

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => setPassEngine(undefined));

/** Logarithms, of which that of 0 is −∞; a rectifier hides it from whatever comes after. */
function logarithm(): Network {
  const builder = new NetworkBuilder();
  const image = builder.add('pixels', input(SHAPE), [], 'Input');
  const log = builder.add('log', elementary('log', SHAPE), [image], 'Log');
  return builder.build(builder.add('relu', relu(SHAPE), [log], 'ReLU'));
}

function doubled(): Network {
  const builder = new NetworkBuilder();
  const image = builder.add('pixels', input(SHAPE), [], 'Input');
  const sum = builder.add('twice', addOp([SHAPE, SHAPE]), [image, image], 'Add');
  return builder.build(builder.add('relu', relu(SHAPE), [sum], 'ReLU'));
}

test.each([{}, { only: [] }, { only: [2] }])(
  'a layer whose values are no numbers is named, whatever is recorded of it: %j',
  async (options) => {
    const model = { network: logarithm(), preprocess };
    await expect(recordOf(model, seen, options)).rejects.toThrow('layer "log" (Log) answers with');
  },
);

test('what is recorded alone is what is asked for, with the sums of all layers', async () => {
  const record = await recordOf({ network: doubled(), preprocess }, seen, { only: [2] });
  expect(await record.magnitudes()).toEqual([48, 96, 96]);
  expect([...(await record.numbersAt(2))]).toEqual([...seen.data].map((value) => 2 * value));
  expect(record.valueAt(1)).toBeUndefined();
  record.dispose();
});

test('an engine is asked for the sums, and for no map that is not', async () => {
  const asked: unknown[] = [];
  const engine = {
    maps: (_network, _x, what) => {
      asked.push(what);
      return Promise.resolve({ maps: [], magnitudes: [1, 2, 3] });
    },
  } satisfies Partial<PassEngine>;
  setPassEngine(engine as unknown as PassEngine);
  const record = await recordOf({ network: doubled(), preprocess }, seen, { only: [] });
  expect(asked).toEqual([{ nodes: [], summed: [0, 1, 2] }]);
  expect(await record.magnitudes()).toEqual([1, 2, 3]);
});

test('nothing of it is left in memory', async () => {
  const model = { network: doubled(), preprocess };
  const before = tf.memory().numTensors;
  (await recordOf(model, seen)).dispose();
  (await recordOf(model, seen, { only: [2] })).dispose();
  expect(tf.memory().numTensors).toBe(before);
});
