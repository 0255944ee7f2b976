import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { readModel, toInput } from '../src/index.js';

type Files = Record<string, Uint8Array<ArrayBuffer>>;
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const reader = (files: Files) => (name: string) => Promise.resolve(files[name]);

/** A model folder in memory. */
async function folder(): Promise<Files> {
  const model = tfl.sequential({
    layers: [
      tfl.layers.conv2d({ filters: 2, kernelSize: 3, inputShape: [5, 5, 3], name: 'conv1' }),
    ],
  });
  let files: Files = {};
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      const weights = new Uint8Array(artifacts.weightData as ArrayBuffer);
      const manifest = [{ paths: ['weights.bin'], weights: artifacts.weightSpecs }];
      files = {
        'model.json': json({ modelTopology: artifacts.modelTopology, weightsManifest: manifest }),
        'weights.bin': weights,
      };
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const },
      });
    }),
  );
  return files;
}

describe('readModel', () => {
  beforeAll(() => tf.setBackend('cpu').then(() => undefined));

  it('reads a folder with labels in either form', async () => {
    const files = await folder();
    const named = {
      ...files,
      'labels.json': json([
        { index: 1, wnid: 'n2', name: 'dog' },
        { index: 0, name: 'cat' },
      ]),
    };
    const model = await readModel(reader(named));
    expect(model.labels).toEqual(['cat', 'dog']);
    expect(model.preprocess.inputSize).toBe(5);
    expect(model.network.layers.map(({ name }) => name)).toEqual(['conv1']);
    model.dispose();
  });

  it('reads a Keras 3 input layer', async () => {
    const files = await folder();
    const text = new TextDecoder()
      .decode(files['model.json'])
      .replaceAll('batch_input_shape', 'batch_shape');
    const model = await readModel(
      reader({ ...files, 'model.json': new TextEncoder().encode(text) }),
    );
    expect(model.network.input).toEqual({ height: 5, width: 5, channels: 3 });
    model.dispose();
  });

  it('says what is missing, truncated or wrong', async () => {
    const files = await folder();
    const before = tf.memory().numTensors;
    const fails = (changed: Files) => expect(readModel(reader(changed))).rejects;
    await fails({}).toThrow('no model.json');
    await fails({ 'model.json': files['model.json']! }).toThrow('weights.bin is missing');
    await fails({ ...files, 'weights.bin': files['weights.bin']!.slice(0, 40) }).toThrow(
      '40 bytes',
    );
    await fails({ ...files, 'model.json': new TextEncoder().encode('{') }).toThrow(
      'not valid JSON',
    );
    await fails({ ...files, 'preprocess.json': json({ channelOrder: 'GBR' }) }).toThrow(
      'channelOrder',
    );
    const poisoned = files['weights.bin']!.slice();
    new Float32Array(poisoned.buffer)[3] = NaN;
    await fails({ ...files, 'weights.bin': poisoned }).toThrow('NaN');
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('toInput', () => {
  it('subtracts the mean, scales and orders channels', () => {
    const data = Uint8Array.from([10, 20, 30, 255]);
    const preprocess = {
      inputSize: 1,
      channelOrder: 'BGR' as const,
      meanSubtract: [1, 2, 3] as [number, number, number],
      scale: 0.5,
    };
    const x = toInput({ width: 1, height: 1, data }, preprocess);
    expect(Array.from(x.dataSync())).toEqual([13.5, 9, 4.5]);
    x.dispose();
  });
});
