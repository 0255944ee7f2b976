import { forward } from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LoadOptions, Model } from '../../src/index.js';
import { readLayers } from '../../src/index.js';
import { readModelParts } from '../../src/readModelParts.js';
import { readOnnx } from '../../src/onnx/index.js';
import { model as onnx, tensor, type GivenNode } from '../onnx/single.js';

beforeAll(() => tf.setBackend('cpu'));

const { layers } = tfl;
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** An image of 4 × 4 pixels whose mean goes through these nodes, from `m` to `y`. */
function ending(nodes: GivenNode[], beside: Record<string, unknown> = {}, asked: LoadOptions = {}) {
  const mean = { op: 'GlobalAveragePool', inputs: ['x'], outputs: ['m'] };
  const flat = { op: 'Flatten', inputs: ['m'], outputs: ['f'] };
  const outputs = nodes.flatMap((node) => node.outputs.filter((name) => name.startsWith('y')));
  const bytes = onnx({
    ...{ image: [1, 3, 4, 4], nodes: [mean, flat, ...nodes], outputs },
    tensors: [tensor('w', [3, 5]), tensor('one', [3, 1])],
  });
  const files = new Map([['model.onnx', bytes]]);
  for (const [name, value] of Object.entries(beside)) files.set(name, json(value));
  return readOnnx((name) => Promise.resolve(files.get(name)), { partial: true, ...asked });
}

const op = (kind: string, input: string, output: string): GivenNode => ({
  ...{ op: kind, inputs: [input], outputs: [output] },
  ...(kind.includes('oftmax') && { attributes: { axis: 1n } }),
});
const gemm = (output: string, weights = 'w'): GivenNode => ({
  ...{ op: 'Gemm', name: `fc-${output}`, inputs: ['f', weights], outputs: [output] },
});

/** What the model itself answers, and what is shown of it, for one image. */
function answersOf({ network, answer }: Model) {
  const { height, width, channels } = network.input;
  const x = tf.randomUniform<tf.Rank.R4>([1, height, width, channels], -3, 3, 'float32', 5);
  const record = forward(network, x, { everyNode: true });
  const found = {
    output: [...record.output.dataSync()],
    answer: [...record.answer.dataSync()],
    logits:
      answer?.logits === undefined ? undefined : [...record.valueAt(answer.logits).dataSync()],
  };
  record.dispose();
  x.dispose();
  return found;
}

const softmaxOf = (logits: number[]): number[] => {
  const powers = logits.map(Math.exp);
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
};
const sigmoidOf = (logit: number): number => 1 / (1 + Math.exp(-logit));

function expectClose(found: number[] | undefined, expected: number[]): void {
  expect(found).toHaveLength(expected.length);
  found!.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
}

describe('what an ONNX model answers with', () => {
  it('is logits where it ends in sums, which a softmax makes probabilities', async () => {
    const model = await ending([gemm('y')]);
    expect(model.answer).toMatchObject({ kind: 'logits', from: 'graph', added: 'softmax' });
    const { output, answer, logits } = answersOf(model);
    expectClose(answer, softmaxOf(output));
    expect(logits).toEqual(output);
  });

  it('is probabilities where a softmax stands last, or before what only passes them on', async () => {
    const nodes = [
      gemm('s'),
      op('Softmax', 's', 'p'),
      op('Identity', 'p', 'i'),
      op('Flatten', 'i', 'y'),
    ];
    const model = await ending(nodes);
    expect(model.answer).toMatchObject({ kind: 'probabilities', numbers: 5 });
    expect(model.answer!.added).toBeUndefined();
    const { output, answer, logits } = answersOf(model);
    expect(answer).toEqual(output);
    expectClose(softmaxOf(logits!), output);
  });

  it('is probabilities again where it ends in their logarithms', async () => {
    const model = await ending([gemm('s'), op('LogSoftmax', 's', 'y')]);
    expect(model.answer).toMatchObject({ kind: 'probabilities', added: 'exp' });
    const { output, answer, logits } = answersOf(model);
    expectClose(answer, output.map(Math.exp));
    expectClose(answer, softmaxOf(logits!));
  });

  it('is both of two classes where it ends in one sigmoid, with logits of either', async () => {
    const nodes = [gemm('s', 'one'), op('Sigmoid', 's', 'y')];
    const model = await ending(nodes);
    expect(model.answer).toMatchObject({ kind: 'binary', numbers: 2 });
    const { output, answer, logits } = answersOf(model);
    const [p] = output as [number];
    expectClose(answer, [1 - p, p]);
    expectClose(logits!.map(sigmoidOf), [1 - p, p]);
    expect(model.labels).toEqual([]);
    expect((await ending(nodes, { 'labels.json': ['cat'] })).labels).toEqual(['not cat', 'cat']);
    expect((await ending(nodes, { 'labels.json': ['dog', 'cat'] })).labels).toEqual(['dog', 'cat']);
    await expect(ending(nodes, { 'labels.json': ['a', 'b', 'c'] })).rejects.toThrow(
      'labels.json: 3 names, but the network tells 2 classes apart',
    );
  });

  it('is a probability for each class alone where it ends in many sigmoids', async () => {
    const model = await ending([gemm('s'), op('Sigmoid', 's', 'y')]);
    expect(model.answer).toMatchObject({ kind: 'multilabel', numbers: 5 });
    const { output, answer, logits } = answersOf(model);
    expect(answer).toEqual(output);
    expectClose(logits!.map(sigmoidOf), output);
  });

  it.each([
    ['one sum', [gemm('y', 'one')]],
    ['a tanh', [gemm('s'), op('Tanh', 's', 'y')]],
    ['a rectifier', [gemm('s'), op('Relu', 's', 'y')]],
    ['a map', [{ op: 'Softmax', inputs: ['x'], outputs: ['y'], attributes: { axis: 1n } }]],
  ])('is plain numbers where it ends in %s', async (_, nodes) => {
    const model = await ending(nodes);
    expect(model.answer).toMatchObject({ kind: 'numbers', from: 'graph' });
    expect(model.answer!.logits).toBeUndefined();
    const { output, answer } = answersOf(model);
    expect(answer).toEqual(output);
  });

  it('is what preprocess.json says, unless whoever opens it says otherwise', async () => {
    const said = { 'preprocess.json': { output: 'multilabel' } };
    const beside = await ending([gemm('y')], said);
    expect(beside.answer).toMatchObject({
      ...{ kind: 'multilabel', from: 'preprocess.json', added: 'sigmoid' },
    });
    const { output, answer, logits } = answersOf(beside);
    expectClose(answer, output.map(sigmoidOf));
    expect(logits).toEqual(output);
    const asked = await ending([gemm('y')], said, { output: 'numbers' });
    expect(asked.answer).toMatchObject({ kind: 'numbers', from: 'asked' });
    expect(answersOf(asked).answer).toEqual(output);
    const binary = await ending([gemm('y', 'one')], {}, { output: 'binary' });
    expect(binary.answer).toMatchObject({ kind: 'binary', added: 'sigmoid' });
    const two = answersOf(binary);
    expectClose(two.answer, two.logits!.map(sigmoidOf));
  });

  it('is refused in words where it is said to be what it cannot be', async () => {
    await expect(ending([gemm('y')], {}, { output: 'binary' })).rejects.toThrow(
      'the model\'s answer is said to be "binary", which is one number; it has 5, so say',
    );
    await expect(ending([gemm('y', 'one')], {}, { output: 'logits' })).rejects.toThrow(
      'which are two numbers or more; it has one',
    );
    await expect(ending([gemm('y')], { 'preprocess.json': { output: 'softmax' } })).rejects.toThrow(
      'preprocess.json: output is "softmax"; expected "probabilities" or "logits" or',
    );
    await expect(ending([gemm('y')], { 'preprocess.json': { answer: 3 } })).rejects.toThrow(
      'preprocess.json: answer is 3; expected the name of an output',
    );
  });

  it('is one of several outputs, once it is named', async () => {
    const nodes = [gemm('y1'), gemm('s', 'one'), op('Sigmoid', 's', 'y2')];
    const open = await ending(nodes);
    expect(open.answer).toBeUndefined();
    expect(open.outputs).toEqual(['y1', 'y2']);
    await expect(ending(nodes, {}, { partial: false })).rejects.toThrow(
      'the model has several outputs: "y1", "y2"; say which one is its answer, as "answer" in preprocess.json or by --answer NAME',
    );
    const said = { 'preprocess.json': { answer: 'y1' } };
    expect((await ending(nodes, said, { partial: false })).answer).toMatchObject({
      ...{ name: 'y1', kind: 'logits' },
    });
    expect((await ending(nodes, said, { answer: 'y2' })).answer).toMatchObject({
      ...{ name: 'y2', kind: 'binary' },
    });
    await expect(ending(nodes, {}, { answer: 'y3' })).rejects.toThrow(
      'the model has no output "y3" to be its answer; it has "y1", "y2"',
    );
  });

  it('is found in a graph with more ways back than can be gone', async () => {
    const sums = Array.from({ length: 60 }, (_, i) => ({
      ...{ op: 'Add', inputs: [`a${i}`, `a${i}`], outputs: [i < 59 ? `a${i + 1}` : 'y'] },
    }));
    const model = await ending([op('Tanh', 'f', 'a0'), ...sums]);
    expect(model.answer).toMatchObject({ kind: 'numbers' });
  });
});

/** A Keras model that reads 6 × 6 pixels, with these layers behind a convolution. */
function keras(...tail: tfl.layers.Layer[]): Model {
  const first = layers.conv2d({ filters: 4, kernelSize: 3, inputShape: [6, 6, 3] });
  const whole = tfl.sequential({ layers: [first, ...tail] });
  const beside = { preprocess: undefined, labels: undefined, foreign: {}, notes: [] };
  return readModelParts(readLayers(whole), beside, { kinds: [] });
}

describe('what a Keras model answers with', () => {
  const flat = () => layers.flatten();
  it.each<[string, () => Model, Partial<Model['answer']>]>([
    [
      'a softmax layer',
      () => keras(flat(), layers.dense({ units: 3 }), layers.softmax()),
      { kind: 'probabilities' },
    ],
    [
      'a fused softmax',
      () => keras(flat(), layers.dense({ units: 3, activation: 'softmax' })),
      { kind: 'probabilities' },
    ],
    [
      'a dense layer',
      () => keras(flat(), layers.dense({ units: 3 })),
      { kind: 'logits', added: 'softmax' },
    ],
    [
      'dropout behind it',
      () => keras(flat(), layers.dense({ units: 3 }), layers.dropout({ rate: 0.5 })),
      { kind: 'logits' },
    ],
    [
      'batch normalisation behind it',
      () => keras(flat(), layers.dense({ units: 3 }), layers.batchNormalization()),
      { kind: 'logits' },
    ],
    [
      'global means of a rectified map',
      () => keras(layers.reLU(), layers.globalAveragePooling2d({ dataFormat: 'channelsLast' })),
      { kind: 'logits' },
    ],
    [
      'one fused sigmoid',
      () => keras(flat(), layers.dense({ units: 1, activation: 'sigmoid' })),
      { kind: 'binary', numbers: 2 },
    ],
    [
      'three sigmoids',
      () => keras(flat(), layers.dense({ units: 3, activation: 'sigmoid' })),
      { kind: 'multilabel' },
    ],
    ['one sum', () => keras(flat(), layers.dense({ units: 1 })), { kind: 'numbers' }],
    ['a map', () => keras(), { kind: 'numbers' }],
  ])('is told by its end: %s', (_, make, expected) => {
    const model = make();
    expect(model.answer).toMatchObject(expected!);
    const { answer, logits } = answersOf(model);
    if (model.answer!.kind === 'probabilities') expectClose(softmaxOf(logits!), answer);
    model.dispose();
  });

  it('is chosen among outputs by the name of their layer', () => {
    const image = tfl.input({ shape: [6, 6, 3] });
    const seen = layers.flatten().apply(image) as tfl.SymbolicTensor;
    const [kind, age] = [
      layers.dense({ units: 4, activation: 'softmax', name: 'kind' }),
      layers.dense({ units: 1, name: 'age' }),
    ].map((layer) => layer.apply(seen) as tfl.SymbolicTensor);
    const whole = tfl.model({ inputs: image, outputs: [kind!, age!] });
    const read = (answer: string) =>
      readModelParts(
        readLayers(whole),
        { preprocess: { answer }, labels: undefined, foreign: {}, notes: [] },
        {
          kinds: [],
        },
      );
    expect(read('kind').answer).toMatchObject({ kind: 'probabilities', numbers: 4 });
    expect(read('age').answer).toMatchObject({ kind: 'numbers', numbers: 1 });
  });
});
