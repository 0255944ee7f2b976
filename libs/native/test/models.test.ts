import { forward, pass, setPassEngine, type Op } from '@deconv/core';
import { recordOf, readModel, toInput, type Model } from '@deconv/models';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { numbers, relativeError } from '../../core/test/backends.js';
import { RuntimeEngine } from '../src/index.js';
import { runtime } from './runtime.js';

const ROOT = new URL('../../../', import.meta.url).pathname;
const MODELS = [
  'models/zfnet-emoji',
  'models/zfnet-photo',
  '../shared/models/squeezenet11-imagenet',
];

beforeAll(() => tf.setBackend('wasm'));
afterEach(() => setPassEngine(undefined));

const open = (path: string): Promise<Model> =>
  readModel(async (name) => new Uint8Array(await readFile(join(ROOT, path, name))));

/** A photo of coarse, seeded noise, as the model reads it. */
function photoFor({ network }: Model, seed = 8) {
  const side = network.input.height;
  const next = numbers(seed);
  const cells = Array.from({ length: 16 * 16 * 3 }, () => Math.round(127.5 * (1 + next())));
  const cell = (i: number): number => Math.floor((i * 16) / side);
  const data = Uint8Array.from({ length: side * side * 3 }, (_, i) => {
    const [row, column] = [Math.floor(i / 3 / side), Math.floor(i / 3) % side];
    return cells[(cell(row) * 16 + cell(column)) * 3 + (i % 3)]!;
  });
  return { width: side, height: side, data };
}

/** The largest value of each map, and the values that stand at places. @param maps [height, width, channels] */
function strongestOf(maps: Float32Array, { shape: { channels } }: Op) {
  const maxima = new Float32Array(channels).fill(-Infinity);
  maps.forEach((value, i) => (maxima[i % channels] = Math.max(maxima[i % channels]!, value)));
  const at = (places: Int32Array): Float32Array =>
    Float32Array.from(places, (place, channel) => maps[place * channels + channel]!);
  return { maxima, at };
}

describe.skipIf(!runtime).each(MODELS)('%s on ONNX Runtime', (path) => {
  it.skipIf(!existsSync(join(ROOT, path)))('has the maps and switches of wasm', async () => {
    const model = await open(path);
    const { network } = model;
    const own = await recordOf(model, photoFor(model));
    setPassEngine(new RuntimeEngine(runtime!));
    const native = await recordOf(model, photoFor(model));
    for (const [i, { layer, op, name }] of network.nodes.entries()) {
      if (layer !== undefined)
        expect(relativeError(await native.numbersAt(i), await own.numbersAt(i)), name).toBeLessThan(
          1e-4,
        );
      if (op.switching)
        expect(native.switchesAt(i).dataSync(), name).toEqual(own.switchesAt(i).dataSync());
    }
    expect(relativeError(await native.magnitudes(), await own.magnitudes())).toBeLessThan(1e-4);
    native.dispose();
    own.dispose();
    network.dispose();
  });

  it.skipIf(!existsSync(join(ROOT, path)))('answers to two photos as cpu and wasm do', async () => {
    const model = await open(path);
    for (const seed of [8, 21]) {
      const answerOf = async (): Promise<Float32Array> => {
        const record = await recordOf(model, photoFor(model, seed), {
          only: [model.network.answer!],
        });
        return record.numbersAt(model.network.answer!).finally(() => record.dispose());
      };
      const wasm = await answerOf();
      setPassEngine(new RuntimeEngine(runtime!));
      const native = await answerOf();
      setPassEngine(undefined);
      await tf.setBackend('cpu');
      const cpu = await answerOf().finally(() => tf.setBackend('wasm'));
      expect(relativeError(wasm, cpu)).toBeLessThan(1e-4);
      expect(relativeError(native, cpu)).toBeLessThan(1e-4);
    }
    model.network.dispose();
  });

  it.skipIf(!existsSync(join(ROOT, path)))('finds where maps are strongest itself', async () => {
    const model = await open(path);
    const { network } = model;
    const x = toInput(photoFor(model), model.preprocess);
    const nodes = network.layers.map(({ name }) => network.indexOf(name));
    const engine = new RuntimeEngine(runtime!);
    const found = (await engine.strongest(network, x, nodes))!;
    setPassEngine(engine);
    const record = await pass(network, x, { only: nodes });
    for (const [i, node] of nodes.entries()) {
      const { maxima, at } = strongestOf(await record.numbersAt(node), network.nodes[node]!.op);
      expect(relativeError(found.values[i]!, maxima)).toBeLessThan(1e-6);
      // Of a graph that answers with other values, the last bits may be others: what it found is as large then.
      expect(relativeError(at(found.places[i]!), maxima)).toBeLessThan(1e-6);
    }
    expect(relativeError(found.magnitudes, await forward(network, x).magnitudes())).toBeLessThan(
      1e-4,
    );
    record.dispose();
    x.dispose();
    network.dispose();
  });
});
