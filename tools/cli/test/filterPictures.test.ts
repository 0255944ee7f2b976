import '@tensorflow/tfjs-backend-cpu';
import { convOp, depthwiseConvOp, input, NetworkBuilder, padOp, type Op } from '@deconv/core';
import { axisWindow, type MapShape, type Window } from '@deconv/geometry';
import type { Model } from '@deconv/models';
import { convolutions, filterPictures, readFilters } from '@deconv/probes';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { filterLayout } from '../src/diagnose/filterLayout.js';
import { leftOut } from '../src/diagnose/leftOut.js';

let model: Model;
const square = (size: number, around = 0): Window => {
  const axis = axisWindow({ size, before: around, after: around });
  return { rows: axis, columns: axis };
};

/** A filter whose weights count up from 1, so that of each the last input channel has the largest norm. */
const counting = (...shape: Tensor4D['shape']): Tensor4D =>
  tf.reshape(tf.range(1, 1 + shape.reduce((a, b) => a * b)), shape);

beforeAll(async () => {
  await tf.setBackend('cpu');
  const builder = new NetworkBuilder();
  let top = builder.add('input', input({ height: 8, width: 8, channels: 3 }), [], 'Input');
  const on = (name: string, make: (shape: MapShape) => Op): void => {
    top = builder.add(name, make(builder.shape(top)), [top], 'Layer');
  };
  on('pad', (shape) => padOp(shape, square(1, 1)));
  on('first', (shape) => convOp(shape, square(2), counting(2, 2, 3, 3)));
  on('rows', (shape) => convOp(shape, square(1), counting(1, 1, 3, 3)));
  on('deep', (shape) => convOp(shape, square(2), counting(2, 2, 3, 4)));
  on('depthwise', (shape) => depthwiseConvOp(shape, square(2), counting(2, 2, 4, 1)));
  model = {
    network: builder.build(top),
    preprocess: { inputSize: 8, channelOrder: 'RGB', meanSubtract: [0, 0, 0], scale: 1 },
    preprocessSource: undefined,
    labels: [],
    layers: [],
    outputs: [],
    answer: undefined,
    kinds: [],
    notes: [],
    dispose: () => undefined,
  };
});

async function picturesOf(layer: string, channelOrder: 'RGB' | 'BGR' = 'RGB') {
  const convolution = convolutions(model.network).find((each) => each.layer === layer)!;
  const filters = await readFilters(model.network, convolution);
  const ordered = { ...model, preprocess: { ...model.preprocess, channelOrder } };
  return filterPictures(ordered, convolution, filters);
}

const grey = (...values: number[]): number[] => values.flatMap((value) => [value, value, value]);

describe('filters are drawn', () => {
  it('in colour where they read the image, padded or not, red first', async () => {
    const pictures = await picturesOf('first');
    expect(pictures).toMatchObject({ height: 2, width: 2 });
    expect([...pictures.filters[1]!]).toEqual([2, 5, 8, 11, 14, 17, 20, 23, 26, 29, 32, 35]);
    const { filters } = await picturesOf('first', 'BGR');
    expect([...filters[1]!]).toEqual([8, 5, 2, 17, 14, 11, 26, 23, 20, 35, 32, 29]);
  });

  it('as rows of weights where they have one position', async () => {
    const pictures = await picturesOf('rows');
    expect(pictures).toMatchObject({ height: 1, width: 3, rows: true });
    expect([...pictures.filters[2]!]).toEqual(grey(3, 6, 9));
  });

  it('by their slice of largest norm elsewhere, even where they read three channels', async () => {
    const { filters, shown } = await picturesOf('deep');
    expect([...filters[0]!]).toEqual(grey(9, 21, 33, 45));
    expect(shown).toBe('each by its slice of largest norm, one of 3 input channels');
    expect((await picturesOf('depthwise')).shown).toBe(
      'as weights of the one channel that they read',
    );
  });

  it.each([
    ['a grid', { count: 48, height: 7, width: 7, rows: false }],
    ['many', { count: 1000, height: 3, width: 3, rows: false }],
    ['rows', { count: 256, height: 1, width: 64, rows: true }],
    ['long rows', { count: 300, height: 1, width: 2000, rows: true }],
  ])(
    'without one covering another or leaving the sheet: %s',
    (_, { count, height, width, rows }) => {
      const filters = Array.from({ length: count }, () => new Float32Array(0));
      const layout = filterLayout({ filters, height, width, rows, shown: '' });
      const places = filters.map((_, f) => layout.corner(f));
      const [wide, high] = [width * layout.zoom, height * layout.zoom];
      expect(new Set(places.map(({ left, top }) => `${left} ${top}`)).size).toBe(count);
      const [first, next] = [places[0]!, places[1]!];
      expect(
        Math.max(next.left - first.left - wide, next.top - first.top - high),
      ).toBeGreaterThanOrEqual(0);
      const right = Math.max(...places.map(({ left }) => left)) + wide;
      expect(layout.halves[0] + right).toBeLessThan(layout.halves[1]);
      expect(layout.halves[1] + right).toBeLessThan(layout.width);
      expect(Math.max(...places.map(({ top }) => top)) + high).toBeLessThanOrEqual(layout.bottom);
    },
  );
});

describe('leftOut', () => {
  it('names convolutions that cannot be read, and no other layer', () => {
    const layer = { shape: [], parameters: 0, blockedBy: [] };
    const broken = [
      { ...layer, name: 'up', kind: 'Conv2DTranspose', problem: 'there is no way down' },
      { ...layer, name: 'rnn', kind: 'LSTM', problem: 'there is no way down' },
    ];
    const fine = { ...layer, name: 'conv', kind: 'Conv2D' };
    expect(leftOut({ ...model, layers: [...broken, fine] })).toContain(': up (Conv2DTranspose)');
    expect(leftOut({ ...model, layers: [...broken, fine] })).not.toContain('LSTM');
    expect(leftOut({ ...model, layers: [fine] })).toBeUndefined();
  });
});
