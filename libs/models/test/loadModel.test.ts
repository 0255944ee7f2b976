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

  it('reads weights by a path that starts at the folder, as browsers save it', async () => {
    const { 'model.json': text, ...files } = await folder();
    const here = new TextDecoder().decode(text).replace('weights.bin', './weights.bin');
    const read = {
      'model.json': new TextEncoder().encode(here),
      './weights.bin': files['weights.bin']!,
    };
    (await readModel(reader(read))).dispose();
  });

  it('says what is missing, truncated or wrong', async () => {
    const files = await folder();
    const before = tf.memory().numTensors;
    const fails = (changed: Files) => expect(readModel(reader(changed))).rejects;
    await fails({}).toThrow('no model.json');
    await fails({ 'model.json': files['model.json']! }).toThrow('weights.bin is missing');
    await fails({ ...files, 'weights.bin': files['weights.bin']!.slice(0, 40) }).toThrow(
      'weights.bin: 40 bytes of weights, but model.json describes 224',
    );
    const poisoned = files['weights.bin']!.slice();
    new Float32Array(poisoned.buffer)[3] = NaN;
    const outside = new TextDecoder()
      .decode(files['model.json'])
      .replace('weights.bin', '../w.bin');
    await fails({ 'model.json': new TextEncoder().encode(outside) }).toThrow(
      'model.json names "../w.bin"; expected the path of a file in the same folder',
    );
    await fails({ ...files, 'weights.bin': poisoned }).toThrow('weight conv1/kernel holds values');
    expect(tf.memory().numTensors).toBe(before);
  });

  /** The folder with one place of its model.json changed. */
  async function changed(from: string, to: string): Promise<Files> {
    const files = await folder();
    const text = new TextDecoder().decode(files['model.json']);
    expect(text).toContain(from);
    return { ...files, 'model.json': new TextEncoder().encode(text.replace(from, to)) };
  }

  it.each([
    ['"paths":["weights.bin"]', '"paths":[7]', 'paths.0 of model.json is 7; expected a text;'],
    ['"paths":', '"path":', 'paths of model.json is missing; convert'],
    ['"shape":[3,3,3,2]', '"shape":null', 'shape of model.json is null; expected a list;'],
    ['"shape":[3,3,3,2]', '"shape":[-3]', 'shape.0 of model.json is -3; expected a number that'],
    [
      '"weightsManifest":[{',
      '"weightsManifest":["",{',
      '0 of model.json is ""; expected an object',
    ],
  ])('says in words what stands where %s should, and is %s', async (from, to, message) => {
    await expect(readModel(reader(await changed(from, to)))).rejects.toThrow(message);
  });

  it('refuses weights of one name', async () => {
    const files = await changed('conv1/bias', 'conv1/kernel');
    await expect(readModel(reader(files))).rejects.toThrow('names weight "conv1/kernel" twice');
  });

  it('names a weight that belongs to no layer', async () => {
    const files = await changed('conv1/bias', 'other/bias');
    await expect(readModel(reader(files))).rejects.toThrow(
      'weight "other/bias" belongs to none of its layers',
    );
  });

  const CONVERT = /tensorflowjs_converter, to tfjs_layers_model or tfjs_graph_model/;
  it.each([
    ['broken JSON', '{', 'model.json is not valid JSON'],
    ['a picture', '\u0089PNG\r\n\u001a', 'model.json is not valid JSON'],
    ['a bare configuration', '{"class_name":"Sequential","config":{}}', 'without weights'],
    ['something else', '{"name":"deconv"}', 'no modelTopology'],
    ['a list', '[]', 'no modelTopology'],
    ['a model without a manifest', '{"modelTopology":{}}', 'no weightsManifest'],
  ])('says that model.json is %s, and what to do', async (_, text, message) => {
    const refused = readModel(reader({ 'model.json': new TextEncoder().encode(text) }));
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(CONVERT);
  });

  it('says that model.json is an HTML page', async () => {
    const text = '\n<!doctype HTML><html></html>';
    await expect(
      readModel(reader({ 'model.json': new TextEncoder().encode(text) })),
    ).rejects.toThrow('model.json is an HTML page');
  });

  it('says that a subclassed model lists no layers', async () => {
    const model = { class_name: 'MyNet', config: { width: 3 } };
    const files = { 'model.json': json({ modelTopology: model, weightsManifest: [] }) };
    await expect(readModel(reader(files))).rejects.toThrow('MyNet that lists no layers');
  });

  it('names the weight whose shape does not fit', async () => {
    const files = await folder();
    const text = new TextDecoder().decode(files['model.json']);
    const changed = text.replace('"shape":[3,3,3,2]', '"shape":[3,3,2,3]');
    expect(changed).not.toBe(text);
    await expect(
      readModel(reader({ ...files, 'model.json': new TextEncoder().encode(changed) })),
    ).rejects.toThrow(
      'weight conv1/kernel has shape [3, 3, 2, 3], but its layer expects [3, 3, 3, 2]',
    );
  });

  it.each([
    [{ channelOrder: 'GBR' }, 'channelOrder is "GBR"; expected "RGB" or "BGR"'],
    [{ inputSize: '5' }, 'inputSize is "5"'],
    [{ inputSize: 2.5 }, 'inputSize is 2.5'],
    [{ inputSize: 7 }, 'inputSize is 7; expected 5, the size that the model says'],
    [{ inputSize: [5, 7] }, 'inputSize is [5,7]; expected 5, the size that the model says'],
    [{ inputSize: [5] }, 'inputSize is [5]; expected a whole number of pixels, or [height, width]'],
    [{ meanSubtract: [1, 2] }, 'meanSubtract is [1,2]; expected three numbers'],
    [{ meanSubtract: 3 }, 'meanSubtract is 3; expected three numbers'],
    [{ meanSubtract: [1, '2', 3] }, 'meanSubtract is [1,"2",3]'],
    [{ scale: null }, 'scale is null; expected a number'],
    [[], 'expected {inputSize, channelOrder, meanSubtract, scale}, not []'],
  ])('refuses the preprocess.json %j', async (given, message) => {
    const files = { ...(await folder()), 'preprocess.json': json(given) };
    const before = tf.memory().numTensors;
    await expect(readModel(reader(files))).rejects.toThrow(`preprocess.json: ${message}`);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [{ 0: 'cat', 1: 'dog' }, 'expected a list of names'],
    [['cat', 2], 'entry 1 is neither a name'],
    [['cat'], '1 names, but the network tells 2 classes apart'],
    [
      [
        { index: 0, name: 'cat' },
        { index: 5, name: 'dog' },
      ],
      'entry 1 has index 5',
    ],
    [
      [
        { index: 0, name: 'cat' },
        { index: 0, name: 'dog' },
      ],
      'two entries have index 0',
    ],
  ])('refuses the labels.json %j', async (given, message) => {
    const files = { ...(await folder()), 'labels.json': json(given) };
    const before = tf.memory().numTensors;
    await expect(readModel(reader(files))).rejects.toThrow(`labels.json: ${message}`);
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
