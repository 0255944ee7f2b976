import { forward, project, strongestUnits, type Network } from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readModel } from '../../src/index.js';
import { flag, GraphWriter, int, ints, text, texts, type Files } from './GraphWriter.js';
import { zfnetGraph } from './zfnetGraph.js';

beforeAll(() => tf.setBackend('cpu'));

const reader = (files: Files) => (name: string) => Promise.resolve(files[name]);
const open = (files: Files) => readModel(reader(files), { partial: true });

const ZFNET = new URL('../../../../models/zfnet-emoji/', import.meta.url);
const zfnetFile = (name: string) => {
  try {
    return Promise.resolve(new Uint8Array(readFileSync(new URL(name, ZFNET))));
  } catch {
    return Promise.resolve(undefined);
  }
};

describe('a network that ships, its layers written out as operations', () => {
  it('answers as tfjs runs it, and is projected as its tf.LayersModel is', async () => {
    const layers = await readModel(zfnetFile);
    const { graph, output, nameOf } = zfnetGraph(layers.network);
    const files = graph.files(output);
    const model = await readModel(reader(files));
    const { height, width } = layers.network.input;
    const x = tf.randomUniform<tf.Rank.R4>([1, height, width, 3], -100, 100, 'float32', 5);
    const records = [layers.network, model.network].map((network) => forward(network, x));
    const [known, found] = records as [(typeof records)[0], (typeof records)[0]];
    const theirs = await loadGraphModel(tf.io.fromMemory(graph.artifacts(output)));
    const answer = theirs.execute({ x }, output) as tf.Tensor;
    close(found.output.dataSync(), answer.dataSync());
    close(found.output.dataSync(), known.output.dataSync());
    for (const layer of ['conv1', 'conv3', 'conv5']) {
      const [unit] = await strongestUnits(known, layer);
      const there = { ...unit!, layer: nameOf(layer) };
      for (const rule of ['deconvnet', 'gradient'] as const) {
        const [[expected], [actual]] = await Promise.all([
          project(known, [unit!], { rule }),
          project(found, [there], { rule }),
        ]);
        expect(actual!.box).toEqual(expected!.box);
        close(actual!.pixels, expected!.pixels);
      }
    }
  });
});

function close(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  const values = Array.from(expected);
  const largest = Math.max(...values.map(Math.abs));
  expect(largest).toBeGreaterThan(0);
  expect(actual).toHaveLength(values.length);
  values.forEach((value, i) =>
    expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(1e-5 * largest),
  );
}

/** One convolution, of which a test can make what it needs. */
function convolution(image?: number[]): { graph: GraphWriter; output: string } {
  const graph = new GraphWriter(image);
  const output = graph.add('Conv2D', ['x', graph.weights([3, 3, 3, 4], undefined, 'filter')], {
    strides: ints(1, 1, 1, 1),
    padding: text('SAME'),
  });
  return { graph, output };
}

interface Json {
  format?: string;
  signature: { outputs: Record<string, { name: string }> };
  modelTopology: { node: { name?: string; op: string; input: string[]; attr: object }[] };
  weightsManifest: [{ paths: string[]; weights: { shape: number[]; dtype: string }[] }];
}

/** The same folder with something changed in its model.json. */
function changed(change: (json: Json) => void): Files {
  const { graph, output } = convolution();
  const files = graph.files(output);
  const json = JSON.parse(new TextDecoder().decode(files['model.json'])) as Json;
  change(json);
  return { ...files, 'model.json': new TextEncoder().encode(JSON.stringify(json)) };
}

describe('a tf.GraphModel', () => {
  it('is known by its nodes, where an old converter wrote no format', async () => {
    const model = await open(changed((json) => delete json.format));
    expect(model.layers.map(({ kind, problem }) => [kind, problem])).toEqual([
      ['Conv2D', undefined],
    ]);
  });

  it('has the outputs that nothing reads, where it says none', async () => {
    const { graph } = convolution();
    const { network } = await open(graph.files());
    expect(network.nodes[network.output!]!.layer).toBe('Conv2D');
  });

  it('has no answer where it has several outputs', async () => {
    const { graph, output } = convolution();
    const { network } = await open(graph.files(output, graph.add('Relu', [output])));
    expect(network.layers).toHaveLength(2);
    expect(network.output).toBeUndefined();
  });

  it('takes the size of the image from preprocess.json where it leaves it open', async () => {
    const { graph, output } = convolution([-1, -1, -1, 3]);
    const files = graph.files(output);
    const said = new TextEncoder().encode('{"inputSize": 12}');
    const { network } = await open({ ...files, 'preprocess.json': said });
    expect(network.input).toEqual({ height: 12, width: 12, channels: 3 });
    await expect(open(files)).rejects.toThrow('say it as "inputSize" in preprocess.json');
  });

  it('holds quantised weights as the numbers that they stand for', async () => {
    const { graph, output } = convolution();
    const { weightSpecs: [spec] = [] } = graph.artifacts(output);
    const quantization = { dtype: 'uint8' as const, scale: 0.25, min: -1 };
    const bytes = Uint8Array.from({ length: 108 }, (_, i) => i);
    const files = changed((json) => {
      json.weightsManifest = [{ paths: ['w.bin'], weights: [{ ...spec!, quantization } as never] }];
    });
    const { network } = await open({ ...files, 'w.bin': bytes });
    const filter = network.layers.at(-1)!.op.weights['filter']!.dataSync();
    expect(Array.from(filter.slice(0, 6))).toEqual([-1, -0.75, -0.5, -0.25, 0, 0.25]);
  });

  it('leaves no tensors behind where it fails, and none but weights where it does not', async () => {
    const before = tf.memory().numTensors;
    const { graph, output } = convolution();
    const files = graph.files(graph.add('Sub', [output, graph.weights([9])], {}));
    const model = await open(files);
    expect(model.layers.at(-1)!.problem).toContain('cannot combine 1×9×10×4 with 9');
    model.dispose();
    await expect(readModel(reader(files))).rejects.toThrow('cannot be projected');
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('what is no sound tf.GraphModel', () => {
  const nodesOf = (json: Json) => json.modelTopology.node;

  it.each<[string, (json: Json) => void, string]>([
    [
      'nodes that are none',
      (json) => (json.modelTopology.node = 7 as never),
      'modelTopology.node of model.json',
    ],
    ['a node without a name', (json) => delete nodesOf(json)[0]!.name, 'modelTopology.node.0.name'],
    [
      'an input that is missing',
      (json) => nodesOf(json)[2]!.input.splice(0, 1, 'nil'),
      'reads "nil", which nothing makes',
    ],
    ['two operations of one name', (json) => nodesOf(json).push(nodesOf(json)[2]!), 'again'],
    [
      'a circle',
      (json) => {
        nodesOf(json)[2]!.input[0] = 'b';
        nodesOf(json).push({ name: 'b', op: 'Relu', input: [nodesOf(json)[2]!.name!], attr: {} });
      },
      'reads what is made from its own output',
    ],
    [
      'an output that nobody has',
      (json) => nodesOf(json)[2]!.input.splice(0, 1, 'x:999999999'),
      'no operation has so many outputs',
    ],
    [
      'an output that nothing makes',
      (json) => (json.signature.outputs = { y: { name: 'nil:0' } }),
      'the output "nil" is made by no operation',
    ],
    ['no image', (json) => (nodesOf(json)[0]!.op = 'Const'), 'no weights file holds constant "x"'],
    ['a constant without values', (json) => (json.weightsManifest[0].weights = []), 'describes 0'],
    [
      'weights outside of the folder',
      (json) => (json.weightsManifest[0].paths[0] = '../secret'),
      'model.json names "../secret"',
    ],
    [
      'weights of another host',
      (json) => (json.weightsManifest[0].paths[0] = 'https://example.org/w'),
      'model.json names "https://example.org/w"',
    ],
    [
      'gigabytes of weights',
      (json) => (json.weightsManifest[0].weights[0]!.shape = [1 << 30, 64]),
      'describes 274877906944',
    ],
    [
      'sizes that are none',
      (json) => (json.weightsManifest[0].weights[0]!.shape = [-3, 3, 3, 4]),
      'weightsManifest.0.weights.0.shape.0',
    ],
    [
      'weights of a type that is not read',
      (json) => (json.weightsManifest[0].weights[0]!.dtype = 'complex64'),
      'of type complex64',
    ],
    [
      'text that is no base64',
      (json) => (nodesOf(json)[2]!.attr = { padding: { s: '*' } }),
      '"*" is no base64',
    ],
  ])('is refused for %s', async (_, change, message) => {
    await expect(open(changed(change))).rejects.toThrow(message);
  });

  it('is refused for weights that are not numbers', async () => {
    const { graph, output } = convolution();
    const files = graph.files(output);
    files['group1-shard1of2.bin']!.fill(255, 0, 4);
    await expect(open(files)).rejects.toThrow('weight filter holds values that are not numbers');
  });

  it('computes no constant of gigabytes, and no such map', async () => {
    const graph = new GraphWriter();
    const filled = graph.add('Fill', [graph.whole([100_000, 100_000]), graph.weights([], [1])]);
    const wide = graph.add('Pad', ['x', graph.whole([0, 0, 0, 90_000, 0, 90_000, 0, 0], [4, 2])]);
    const { layers } = await open(graph.files(graph.add('AddN', [filled, wide], { N: int(2) })));
    expect(layers.map(({ problem }) => problem)).toEqual([
      expect.stringContaining('cannot be'),
      expect.stringContaining('wider than 4096 positions'),
      expect.stringContaining('cannot be projected'),
    ]);
  });

  it('answers any damage with an error or a network, never a crash', async () => {
    const graph = new GraphWriter();
    const conv = graph.add('_FusedConv2D', ['x', graph.weights([3, 3, 3, 4]), graph.weights([4])], {
      strides: ints(1, 2, 2, 1),
      padding: text('SAME'),
      fused_ops: texts('BiasAdd', 'Relu'),
    });
    const mean = graph.add('Mean', [conv, graph.whole([1, 2])], { keep_dims: flag(false) });
    const files = graph.files(graph.add('Softmax', [mean]));
    const whole = new TextDecoder().decode(files['model.json']);
    const numbers = [...whole.matchAll(/\d+|"[A-Za-z_0-9/=]+"/g)];
    const damage = fc.array(
      fc.tuple(
        fc.nat(numbers.length - 1),
        fc.constantFrom('0', '-1', '7e9', '""', 'null', '[]', '"x"', '{}'),
      ),
      { minLength: 1, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        let text = whole;
        for (const [at, value] of changes.toSorted((a, b) => b[0] - a[0])) {
          const { index, 0: found } = numbers[at]!;
          text = text.slice(0, index) + value + text.slice(index + found.length);
        }
        const json = new TextEncoder().encode(text);
        const answer = await open({ ...files, 'model.json': json }).catch(
          (error: unknown) => error,
        );
        if (!(answer instanceof Error)) (answer as { network: Network }).network.dispose();
        else {
          expect(answer).not.toBeInstanceOf(TypeError);
          expect(answer.message).not.toBe('');
        }
      }),
      { seed: 2013, numRuns: 500 },
    );
  });
});
