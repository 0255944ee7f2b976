import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readArchitecture } from '../src/readArchitecture.js';
import { zfnet } from '../src/zfnet.js';

const small = {
  name: 'small',
  inputSize: 16,
  layers: [
    { kind: 'conv', name: 'conv1', filters: 4, size: 3 },
    { kind: 'pool', name: 'pool1', size: 2, stride: 2 },
    { kind: 'dense', name: 'fc2', units: 8 },
  ],
};

test('an architecture file gets its defaults and a last layer for the classes of the data', () => {
  expect(readArchitecture(small, 7)).toEqual({
    ...small,
    batchNorm: true,
    layers: [
      { ...small.layers[0], stride: 1, padding: 'valid' },
      ...small.layers.slice(1),
      { kind: 'classes', name: 'classes', units: 7 },
    ],
  });
});

test('contrast normalisation has the parameters of Krizhevsky et al., unless the file says others', () => {
  const [conv, pool, dense] = small.layers;
  const norm = { kind: 'lrn', name: 'norm1' };
  const read = (layer: object) =>
    readArchitecture({ ...small, layers: [conv, pool, layer, dense] }, 7).layers[2];
  const usual = { ...norm, depthRadius: 2, bias: 2, alpha: 1e-4, beta: 0.75 };
  expect(read(norm)).toEqual(usual);
  expect(read({ ...norm, depthRadius: 5, alpha: 1 })).toEqual({
    ...usual,
    depthRadius: 5,
    alpha: 1,
  });
});

test('the example with contrast normalisation is zfnet with two layers more', async () => {
  const file = new URL('../architectures/zfnet-with-lrn.json', import.meta.url);
  const json = JSON.parse(await readFile(file, 'utf8')) as object;
  const { layers } = readArchitecture(json, 104);
  const kindsAfterPools = layers.flatMap(({ kind }, i) =>
    kind === 'pool' ? [layers[i + 1]!.kind] : [],
  );
  expect(kindsAfterPools).toEqual(['lrn', 'lrn', 'dense']);
  expect(layers.filter(({ kind }) => kind !== 'lrn').slice(0, -1)).toEqual(
    zfnet({ classes: 104 }).layers.slice(0, -1),
  );
});

test.each([
  [null, /at the file stands null, expected Object/],
  [{ ...small, inputSize: '16' }, /at inputSize stands "16", expected number/],
  [
    { ...small, layers: [{ kind: 'convolution', name: 'a' }] },
    /at layers\.0\.kind stands "convolution"/,
  ],
  [{ ...small, layers: [{ ...small.layers[0], filter: 3 }] }, /at layers\.0\.filter stands/],
  [{ ...small, layers: [small.layers[0], small.layers[0]] }, /two layers are called "conv1"/],
  [
    { ...small, layers: [{ kind: 'lrn', name: 'norm', alpha: -1 }] },
    /at layers\.0\.alpha stands -1, expected >0/,
  ],
  [
    { ...small, layers: [...small.layers, { kind: 'lrn', name: 'norm' }] },
    /"norm" follows a dense layer; expected convolutions, poolings and lrn first/,
  ],
  [{ ...small, layers: [...small.layers].reverse() }, /"pool1" follows a dense layer/],
  [
    { ...small, layers: [{ kind: 'pool', name: 'wide', size: 20, stride: 1 }] },
    /layer "wide": a window that reaches over 20 positions does not fit 16/,
  ],
])('a wrong file is refused by what is wrong in it: %j', (json, message) => {
  expect(() => readArchitecture(json, 3)).toThrow(message);
});
