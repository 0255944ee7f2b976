import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { FOLDS } from '../../src/graphModel/folds.js';
import { LAYERS } from '../../src/graphModel/layers.js';
import { readModel } from '../../src/index.js';
import { GraphWriter, ints, text, type Json } from './GraphWriter.js';

beforeAll(() => tf.setBackend('cpu'));

const open = (graph: GraphWriter, output: string) => {
  const files = graph.files(output);
  return readModel((name) => Promise.resolve(files[name]), { partial: true });
};

/** What must never reach a reader: the words of an engine that stumbled. */
const INTERNAL =
  /undefined|is not a function|not iterable|Cannot|call stack|Invalid array|NaN|\[object/;

/** Why the first layer cannot be projected, or the model not be read. */
async function reasonOf(graph: GraphWriter, output: string): Promise<string | undefined> {
  try {
    const { layers, dispose } = await open(graph, output);
    dispose();
    return layers.find(({ blockedBy }) => blockedBy.length === 0)?.problem;
  } catch (error) {
    return (error as Error).message;
  }
}

const KINDS = [...new Set([...FOLDS.keys(), ...LAYERS.keys()])].sort();

describe('an operation of TensorFlow', () => {
  it.each(['constructor', '__proto__', 'hasOwnProperty', 'toString'])(
    'called %s is named, and what it reads stays',
    async (op) => {
      const graph = new GraphWriter();
      const output = graph.add(op, [graph.add('Relu', ['x'], {}, 'relu')], {}, 'odd');
      const { layers, dispose } = await open(graph, output);
      expect(layers.map(({ name, problem }) => [name, problem])).toEqual([
        ['relu', undefined],
        ['odd', 'there is no way down through operations of its kind'],
      ]);
      dispose();
    },
  );

  it.each(KINDS)('of kind %s without inputs, or with fewer or odd ones, says so', async (op) => {
    const odd: Record<string, Json> = {
      strides: ints(1, 0, -1, 1),
      ksize: ints(1, 99_999, 99_999, 1),
      padding: text('SAME'),
      num_split: { i: '1000000000' },
      squeeze_dims: ints(7),
      fused_ops: { list: { s: [btoa('constructor')] } },
    };
    for (const attributes of [{}, odd])
      for (const read of [
        [],
        ['x'],
        ['w'],
        ['w', 'w'],
        ['x', 'x'],
        ['x', 'w'],
        ['w', 'x'],
        ['x', 'x', 'x'],
      ]) {
        const graph = new GraphWriter();
        graph.weights([2, 3], undefined, 'w');
        const reason = (await reasonOf(graph, graph.add(op, read, attributes, 'odd'))) ?? '';
        expect(reason, read.join()).not.toMatch(INTERNAL);
        expect(reason.length).toBeLessThan(600);
      }
  });
});

describe('a tf.GraphModel', () => {
  it.each<[string, (graph: GraphWriter) => string, string]>([
    [
      'reads what nothing makes',
      (graph) => graph.add('Relu', ['gone'], {}, 'relu'),
      'operation "relu" (Relu) reads "gone", which nothing makes',
    ],
    [
      'goes in a circle',
      (graph) => graph.add('Relu', ['relu'], {}, 'relu'),
      'operation "relu" (Relu) reads what is made from its own output',
    ],
    [
      'says a number that is none',
      (graph) => graph.add('LeakyRelu', ['x'], { alpha: { f: 'a lot' } }, 'relu'),
      'attribute alpha of operation "relu" is "a lot"; expected a number',
    ],
    [
      'has more operations than networks have',
      (graph) => {
        for (let i = 0; i < 21_000; i++) graph.add('Relu', ['x'], {}, `r${i}`);
        return 'r0';
      },
      'expected at most 20000',
    ],
  ])('that %s is refused in words of ours', async (_, build, message) => {
    const graph = new GraphWriter();
    const output = build(graph);
    await expect(open(graph, output)).rejects.toThrow(message);
  });

  it('of images beyond all memory is refused before any is taken', async () => {
    const graph = new GraphWriter([-1, 1e9, 1e9, 3]);
    await expect(open(graph, graph.add('Relu', ['x']))).rejects.toThrow(
      'the model reads images of 1000000000×1000000000×3 values; expected at most 2^26',
    );
  });
});

const FAULTS = fileURLToPath(new URL('../../../../../shared/cases/faults/', import.meta.url));

describe.skipIf(!existsSync(FAULTS))('graphs that once were met with internal messages', () => {
  it.each([
    ['graph-op-proto', '__proto__'],
    ['graph-op-hasOwnProperty', 'hasOwnProperty'],
  ])('are read around their odd operation: %s', async (folder, kind) => {
    const model = await readModel(
      (name) => {
        const path = `${FAULTS}${folder}/${name}`;
        return Promise.resolve(existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined);
      },
      { partial: true },
    );
    expect(model.layers.find((layer) => layer.kind === kind)!.problem).toBe(
      'there is no way down through operations of its kind',
    );
    model.dispose();
  });
});
