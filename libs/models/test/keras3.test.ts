import { forward, projectToTensor, strongestUnits } from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readModel, UnsupportedLayer, type LoadOptions } from '../src/index.js';

// What Keras 3.15.1 itself wrote and answered; keras3/make.py says how.

interface Case {
  model: { modelTopology: object; weightsManifest: { weights: { name: string }[] }[] };
  weights: string;
  output: number[];
}

const caseOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`keras3/${name}.json`, import.meta.url), 'utf8')) as Case;

function load({ model, weights }: Case, options?: LoadOptions) {
  const files: Record<string, Uint8Array<ArrayBuffer>> = {
    'model.json': new TextEncoder().encode(JSON.stringify(model)),
    'group1-shard1of1.bin': Uint8Array.from(Buffer.from(weights, 'base64')),
  };
  return readModel((name) => Promise.resolve(files[name]), options);
}

/** The image of keras3/make.py: [1, 16, 16, 3]. */
const photo = () => {
  const count = 16 * 16 * 3;
  const values = Float32Array.from({ length: count }, (_, i) => ((i * 7919) % 256) / 255 - 0.5);
  return tf.tensor4d(values, [1, 16, 16, 3]);
};

describe.each(['cpu', 'wasm'])('models that Keras 3 wrote, on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
    expect(tf.getBackend()).toBe(backend);
  });

  it.each(['sequential', 'functional'])('%s: answers as Keras does', async (name) => {
    const known = caseOf(name);
    const model = await load(known);
    const record = forward(model.network, photo());
    const output = Array.from(record.output.dataSync());
    const scale = Math.max(...known.output.map(Math.abs));
    expect(output).toHaveLength(known.output.length);
    expect(scale).toBeGreaterThan(0.1);
    output.forEach((value, i) => {
      expect(Math.abs(value - known.output[i]!) / scale).toBeLessThan(1e-5);
    });
    record.dispose();
    model.dispose();
  });

  it('leaves nothing behind of models inside of a model', async () => {
    const before = tf.memory().numTensors;
    (await load(caseOf('functional'))).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('has names for the layers of nested models and for every use of a shared one', async () => {
    const model = await load(caseOf('functional'));
    expect(model.layers.map(({ name }) => name).sort()).toEqual(
      ['stem', 'inner/a', 'shared', 'shared#2', 'inner#2/a', 'block/b', 'block/skip']
        .concat(['flip', 'rescale', 'add', 'join', 'pool', 'top', 'answer'])
        .sort(),
    );
    model.dispose();
  });
});

describe('a model with layers that TensorFlow.js does not know', () => {
  beforeAll(() => tf.setBackend('cpu').then(() => undefined));

  it('is read up to them and beside them', async () => {
    const { layers, network, dispose } = await load(caseOf('custom'), { partial: true });
    const found = layers.map(({ name, kind, parameters, problem, blockedBy }) => ({
      name: `${name} ${kind} ${parameters}`,
      why:
        problem === undefined ? 'projectable' : blockedBy.toSorted().join() || problem.slice(0, 41),
    }));
    expect(found.sort((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'above Conv2D 111', why: 'sharpen' },
      { name: 'flat Flatten 0', why: 'leaky,multiply,sharpen,tint' },
      { name: 'join Concatenate 0', why: 'leaky,multiply,sharpen,tint' },
      { name: 'known Conv2D 111', why: 'projectable' },
      { name: 'leaky Conv2D 84', why: 'TensorFlow.js has no activation leaky_rel' },
      { name: 'multiply operation Multiply 0', why: 'an operation Multiply outside of any laye' },
      { name: 'relu ReLU 0', why: 'projectable' },
      { name: 'sharpen Sharpen 4', why: 'TensorFlow.js has no layer of class Sharp' },
      { name: 'stem Conv2D 112', why: 'projectable' },
      { name: 'tint Tint 3', why: 'TensorFlow.js has no layer of class Tint;' },
    ]);
    expect(network.layers.map(({ name }) => name)).toEqual(['stem', 'known', 'relu']);
    expect(network.output).toBeUndefined();
    dispose();
  });

  it('can be projected where nothing unknown lies below', async () => {
    const { network, dispose } = await load(caseOf('custom'), { partial: true });
    const record = forward(network, photo());
    const [unit] = await strongestUnits(record, 'relu');
    const { pixels } = projectToTensor(record, [unit!], { rule: 'gradient' });
    expect(unit!.activation).toBeGreaterThan(0);
    expect(tf.max(tf.abs(pixels)).dataSync()[0]).toBeGreaterThan(0);
    expect(() => record.output).toThrow('only in part');
    record.dispose();
    dispose();
  });

  it('is refused as a whole, with every layer at fault named', async () => {
    const before = tf.memory().numTensors;
    const refused = load(caseOf('custom'));
    await expect(refused).rejects.toThrow(UnsupportedLayer);
    for (const name of ['"leaky" (Conv2D)', '"sharpen" (Sharpen)', '"tint" (Tint)', '"multiply"'])
      await expect(refused).rejects.toThrow(name);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is refused where nothing is left of it, with every class named', async () => {
    const text = JSON.stringify(caseOf('sequential')).replace('"Conv2D"', '"Blur"');
    const changed = JSON.parse(text.replace('"DepthwiseConv2D"', '"Whirl"')) as Case;
    await expect(load(changed, { partial: true })).rejects.toThrow(/no layer.*Blur.*Whirl/);
  });
});
