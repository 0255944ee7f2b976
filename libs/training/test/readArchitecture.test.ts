import { expect, test } from 'vitest';
import { readArchitecture } from '../src/readArchitecture.js';

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

test.each([
  [null, /at the file stands null, expected Object/],
  [{ ...small, inputSize: '16' }, /at inputSize stands "16", expected number/],
  [
    { ...small, layers: [{ kind: 'convolution', name: 'a' }] },
    /at layers\.0\.kind stands "convolution"/,
  ],
  [{ ...small, layers: [{ ...small.layers[0], filter: 3 }] }, /at layers\.0\.filter stands/],
  [{ ...small, layers: [small.layers[0], small.layers[0]] }, /two layers are called "conv1"/],
  [{ ...small, layers: [...small.layers].reverse() }, /"pool1" follows a dense layer/],
  [
    { ...small, layers: [{ kind: 'pool', name: 'wide', size: 20, stride: 1 }] },
    /layer "wide": a window that reaches over 20 positions does not fit 16/,
  ],
])('a wrong file is refused by what is wrong in it: %j', (json, message) => {
  expect(() => readArchitecture(json, 3)).toThrow(message);
});
