import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run, saveModel, saveNoise } from './support.js';

let folder: string;
let layers: string;
let graph: string;
let photo: string;

const text = (value: string) => ({ s: Buffer.from(value).toString('base64') });
const sizes = (...values: number[]) => ({ list: { i: values.map(String) } });
const node = (name: string, op: string, input: string[] = [], attr: object = {}) => ({
  name,
  op,
  input,
  attr,
});

/** What `saveModel` saves, as operations that read the very same weights. */
const NODES = [
  node('image', 'Placeholder', [], { shape: { shape: { dim: [-1, 16, 16, 3].map(dim) } } }),
  ...['conv1/kernel', 'conv1/bias', 'prob/kernel', 'prob/bias', 'flat/shape'].map((name) =>
    node(name, 'Const'),
  ),
  node('conv1', '_FusedConv2D', ['image', 'conv1/kernel', 'conv1/bias'], {
    strides: sizes(1, 1, 1, 1),
    padding: text('VALID'),
    fused_ops: { list: { s: [text('BiasAdd').s, text('Relu').s] } },
  }),
  node('pool1', 'MaxPool', ['conv1'], {
    strides: sizes(1, 2, 2, 1),
    ksize: sizes(1, 2, 2, 1),
    padding: text('VALID'),
  }),
  node('flat', 'Reshape', ['pool1', 'flat/shape']),
  node('prob/BiasAdd', '_FusedMatMul', ['flat', 'prob/kernel', 'prob/bias'], {
    fused_ops: { list: { s: [text('BiasAdd').s] } },
  }),
  node('prob', 'Softmax', ['prob/BiasAdd']),
];

function dim(size: number) {
  return { size: String(size) };
}

async function asGraph(): Promise<void> {
  await mkdir(graph);
  const known = JSON.parse(await readFile(join(layers, 'model.json'), 'utf8')) as {
    weightsManifest: [{ weights: object[] }];
  };
  const [{ weights }] = known.weightsManifest;
  await cp(join(layers, 'weights.bin'), join(graph, 'weights.bin'));
  await writeFile(join(graph, 'shape.bin'), Buffer.from(Int32Array.of(-1, 196).buffer));
  const shape = { name: 'flat/shape', shape: [2], dtype: 'int32' };
  const json = {
    format: 'graph-model',
    signature: { outputs: { prob: { name: 'prob:0' } } },
    modelTopology: { node: NODES },
    weightsManifest: [
      { paths: ['weights.bin'], weights },
      { paths: ['shape.bin'], weights: [shape] },
    ],
  };
  await writeFile(join(graph, 'model.json'), JSON.stringify(json));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'graph-model-'));
  [layers, graph] = [join(folder, 'layers'), join(folder, 'graph')];
  await mkdir(layers);
  await saveModel(layers);
  await asGraph();
  photo = join(folder, 'photo.png');
  await saveNoise(photo);
});
afterAll(() => rm(folder, { recursive: true }));

it('lists every operation of a tf.GraphModel', async () => {
  const { code, stdout } = await run('inspect', graph);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^conv1 +_FusedConv2D +14×14×4 +112 +3 +1 +yes$/m);
  expect(stdout).toMatch(/^prob\/BiasAdd +_FusedMatMul +1×1×3 +591 /m);
  expect(stdout).not.toMatch(/ no$/m);
});

it.each([
  [['classify']],
  [['project', '--layer', 'pool1']],
  [['project', '--layer', 'prob', '--rule', 'guided']],
])('%j finds in it what it finds in the same network of layers', async ([command, ...more]) => {
  const answers: unknown[] = [];
  for (const model of [layers, graph]) {
    const { code, stdout, stderr } = await run(command!, model, photo, ...more, '--json');
    expect([code, stderr]).toEqual([0, '']);
    answers.push(JSON.parse(stdout.replaceAll(model, 'MODEL')));
  }
  expect(answers[1]).toEqual(answers[0]);
});
