import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readModel, type OnBytes } from '../src/index.js';

const CHANNELS = 100;
const MODEL = {
  modelTopology: {
    class_name: 'Sequential',
    config: {
      name: 'model',
      layers: [
        {
          class_name: 'Conv2D',
          config: {
            ...{ name: 'conv1', filters: CHANNELS, kernel_size: 1, use_bias: false },
            batch_input_shape: [null, 4, 4, 3],
          },
        },
      ],
    },
  },
  weightsManifest: [
    {
      paths: ['weights.bin'],
      weights: [{ name: 'conv1/kernel', shape: [1, 1, 3, CHANNELS], dtype: 'float32' }],
    },
  ],
};
const BYTES = 4 * 3 * CHANNELS;
const encoded = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));

/** Reads the model above, its weights in quarters, and keeps what it was asked for. */
function reader(beside: Record<string, unknown> = {}) {
  const asked: string[] = [];
  const files: Record<string, unknown> = { 'model.json': MODEL, ...beside };
  const read = (name: string, onBytes?: OnBytes) => {
    asked.push(name);
    if (name !== 'weights.bin')
      return Promise.resolve(name in files ? encoded(files[name]) : undefined);
    for (let quarter = 1; quarter <= 4; quarter++) onBytes?.((quarter * BYTES) / 4, BYTES);
    return Promise.resolve(new Uint8Array(BYTES));
  };
  return { asked, read };
}

beforeAll(() => tf.setBackend('cpu'));

describe('readModel', () => {
  it('says how far it is by the bytes of one large file', async () => {
    const heard: number[] = [];
    const onProgress = (fraction: number, message: string) =>
      message === 'reading weights.bin' && heard.push(fraction);
    (await readModel(reader().read, { onProgress })).dispose();
    expect(heard).toHaveLength(4);
    const steps = heard.slice(1).map((fraction, i) => fraction - heard[i]!);
    for (const step of steps) expect(step).toBeCloseTo(steps[0]!);
    expect(steps[0]).toBeGreaterThan(0.1);
  });

  it('never says less than before, and ends at 1', async () => {
    const heard: number[] = [];
    (await readModel(reader().read, { onProgress: (f) => heard.push(f) })).dispose();
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    expect(heard.at(-1)).toBe(1);
  });

  it.each([
    ['preprocess.json', { inputSize: 5 }, 'preprocess.json: inputSize is 5; expected 4'],
    ['preprocess.json', { scale: 'x' }, 'preprocess.json: scale is "x"'],
    ['labels.json', { 0: 'cat' }, 'labels.json: expected a list of names'],
  ])('refuses a wrong %s before it reads weights', async (name, content, message) => {
    const { asked, read } = reader({ [name]: content });
    await expect(readModel(read)).rejects.toThrow(message);
    expect(asked).toContain(name);
    expect(asked).not.toContain('weights.bin');
  });
});
