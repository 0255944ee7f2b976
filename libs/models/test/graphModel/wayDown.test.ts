import { forward, projectToTensor, RULE_NAMES, strongestUnits } from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readModel } from '../../src/index.js';
import { GraphWriter, int, ints, text, type Json } from './GraphWriter.js';

beforeAll(() => tf.setBackend('cpu'));

const SAME: Record<string, Json> = {
  data_format: text('NHWC'),
  padding: text('SAME'),
  strides: ints(1, 1, 1, 1),
  dilations: ints(1, 1, 1, 1),
};

type Build = (g: GraphWriter) => string;

const filtered = (g: GraphWriter, x = 'x'): string =>
  g.add('Conv2D', [x, g.weights([3, 3, 3, 3])], SAME);

/** Factors of one sixth, and what a batch normalisation before it was folded to. */
const FACTORS = [1 / 6, 0.21, 0.12];
const SHIFTS = [3, 2.6, 3.4];

const CASES: Record<string, Build> = {
  'hard swish, its factor folded into the map': (g) => {
    const x = filtered(g);
    const gate = g.add('Relu6', [g.add('AddV2', [x, g.weights([3], SHIFTS)])]);
    return g.add('Mul', [g.add('Mul', [x, g.weights([3], FACTORS)]), gate]);
  },
  'hard swish, its factor folded into the map, the gate first': (g) => {
    const x = filtered(g);
    const gate = g.add('Relu6', [g.add('Add', [x, g.weights([], [3])])]);
    return g.add('Mul', [gate, g.add('Mul', [g.weights([], [1 / 6]), x])]);
  },
  'hard swish, its factor folded into the gate': (g) => {
    const x = filtered(g);
    const gate = g.add('Relu6', [g.add('AddV2', [x, g.weights([1, 1, 1, 3], SHIFTS)])]);
    return g.add('Mul', [x, g.add('Mul', [gate, g.weights([3], FACTORS)])]);
  },
  'channels padded, as a shortcut is to more of them': (g) => {
    const wide = g.add('Conv2D', ['x', g.weights([3, 3, 3, 7])], SAME);
    const margins = g.whole([0, 0, 0, 0, 0, 0, 1, 3], [4, 2]);
    return g.add('AddV2', [wide, g.add('Pad', [filtered(g), margins])]);
  },
  'channels padded with another number': (g) => {
    const margins = g.whole([0, 0, 0, 0, 0, 0, 0, 2], [4, 2]);
    return g.add('Relu', [g.add('PadV2', [filtered(g), margins, g.weights([], [0.25])])]);
  },
  'channels unpacked, and two of them packed again': (g) => {
    const parts = g.add('Unpack', [filtered(g)], { axis: int(3), num: int(3) });
    const last = g.whole([3], []);
    const apart = [`${parts}:2`, parts].map((part) => g.add('ExpandDims', [part, last]));
    return g.add('Relu', [g.add('ConcatV2', [...apart, last], { N: int(2) })]);
  },
  'rows unpacked, and one of them filtered': (g) => {
    const rows = g.add('Unpack', ['x'], { axis: int(1), num: int(6) });
    return g.add('Relu', [filtered(g, g.add('ExpandDims', [`${rows}:4`, g.whole([1], [])]))]);
  },
};

const IMAGE: Build = (g) => g.add('Relu', [filtered(g)]);
const UNPACKED: Build = (g) => {
  const image = g.add('Unpack', ['x'], { axis: int(0), num: int(1) });
  return g.add('Relu', [filtered(g, g.add('ExpandDims', [image, g.whole([0], [])]))]);
};

/** Holds answer and projections of one graph against what tfjs makes of another one. */
async function expectSame(build: Build, known: Build): Promise<void> {
  const [graph, other] = [new GraphWriter([1, 6, 7, 3]), new GraphWriter([1, 6, 7, 3])];
  const files = graph.files(build(graph));
  const output = known(other);
  const { network } = await readModel((name) => Promise.resolve(files[name]));
  const executor = await loadGraphModel(tf.io.fromMemory(other.artifacts(output)));
  const answer = (x: tf.Tensor) => executor.execute({ x }, output) as tf.Tensor;
  const x = tf.randomNormal<tf.Rank.R4>([1, 6, 7, 3], 0, 2, 'float32', 7);
  const record = forward(network, x);
  expect(record.output.shape).toEqual(answer(x).shape);
  expect(apart(record.output, answer(x))).toBeLessThan(1e-5);
  const [unit] = await strongestUnits(record, network.layers.at(-1)!.name);
  const project = (rule: (typeof RULE_NAMES)[number]) =>
    projectToTensor(record, [unit!], { rule, signal: 1, wholeMaps: true }).pixels;
  const at = [0, ...unit!.at, unit!.channel];
  const slope = tf.grad((image) => tf.sum(tf.slice(answer(image), at, [1, 1, 1, 1])))(x);
  expect(apart(project('gradient'), slope)).toBeLessThan(1e-5);
  // No rule is without a way through them.
  for (const rule of RULE_NAMES)
    expect(tf.max(tf.abs(project(rule))).dataSync()[0]).toBeGreaterThan(0);
}

describe('the way down through operations of a tf.GraphModel', () => {
  it.each(Object.entries(CASES))("%s: answers and gradients are tfjs' own", (_, build) =>
    expectSame(build, build),
  );

  // tfjs has no gradient of what unpacks a single part.
  it('images unpacked, of which there is one, are the image', () => expectSame(UNPACKED, IMAGE));
});

const apart = (found: tf.Tensor, known: tf.Tensor): number =>
  tf.div(tf.max(tf.abs(tf.sub(found, known))), tf.max(tf.abs(known))).dataSync()[0]!;

describe('a tf.GraphModel that goes through its images one by one', () => {
  /** As `tf.map_fn` is written: a loop whose counter comes back to it. */
  function looping(): GraphWriter {
    const graph = new GraphWriter();
    const entered = graph.add('Enter', ['x'], { frame_name: text('map') }, 'map/enter');
    graph.add('Merge', [entered, 'map/next'], { N: int(2) }, 'map/merge');
    const less = graph.add('Less', ['map/merge', graph.weights([], [1])], {}, 'map/less');
    const condition = graph.add('LoopCond', [less], {}, 'map/condition');
    graph.add('Switch', ['map/merge', condition], {}, 'map/switch');
    const scaled = graph.add('Mul', ['map/switch:1', graph.weights([], [2])], {}, 'map/scaled');
    graph.add('NextIteration', [scaled], {}, 'map/next');
    graph.add('Exit', ['map/switch'], {}, 'map/exit');
    return graph;
  }

  it('is refused by the loop, which is no fault of the file', async () => {
    const graph = looping();
    const files = graph.files(graph.add('Relu', ['map/exit'], {}, 'behind'));
    const reading = readModel((name) => Promise.resolve(files[name]));
    await expect(reading).rejects.toThrow(
      /"map\/enter" \(Enter\).*hangs on a condition, or on a number of turns/,
    );
  });

  it('is read beside the loop', async () => {
    const graph = looping();
    const beside = graph.add('Relu', ['x'], {}, 'beside');
    const behind = graph.add('Relu', ['map/exit'], {}, 'behind');
    const files = graph.files(beside, behind);
    const read = (name: string) => Promise.resolve(files[name]);
    const { layers } = await readModel(read, { partial: true });
    const found = Object.fromEntries(layers.map(({ name, problem }) => [name, problem]));
    expect(found['beside']).toBeUndefined();
    expect(found['behind']).toBe('it reads "map/enter", which cannot be projected');
  });
});

it('takes the size of an image from the signature where its placeholder leaves it open', async () => {
  const graph = new GraphWriter([1, 9, 10, 3]);
  const files = graph.files(graph.add('Relu', ['x'], {}, 'answer'));
  const json = JSON.parse(new TextDecoder().decode(files['model.json'])) as {
    modelTopology: { node: { op: string; attr: Record<string, object> }[] };
  };
  const dim = [1, -1, -1, 3].map((size) => ({ size: String(size) }));
  json.modelTopology.node[0]!.attr['shape'] = { shape: { dim } };
  files['model.json'] = new TextEncoder().encode(JSON.stringify(json));
  const { network } = await readModel((name) => Promise.resolve(files[name]));
  expect(network.input).toMatchObject({ height: 9, width: 10, channels: 3 });
});
