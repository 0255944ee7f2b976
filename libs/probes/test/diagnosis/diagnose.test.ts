import {
  addOp,
  channelScale,
  convOp,
  depthwiseConvOp,
  forward,
  input,
  maxPoolOp,
  NetworkBuilder,
  relu,
  type Network,
} from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { convolutions, readFilters } from '../../src/diagnosis/convolutions.js';
import { DeadUnits } from '../../src/diagnosis/DeadUnits.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import { LIMITS } from './LIMITS.js';
import { filterSizes } from '../../src/diagnosis/filterSizes.js';
import { nearDuplicates } from '../../src/diagnosis/nearDuplicates.js';
import { chain, noise, square } from './networks.js';

beforeAll(() => tf.setBackend('cpu'));

const IMAGE = { height: 9, width: 8, channels: 2 };
const weights = (shape: Tensor4D['shape'], seed: number): Tensor4D =>
  tf.tensor4d(
    noise(
      shape.reduce((a, b) => a * b),
      seed,
    ),
    shape,
  );
const bias = (...values: number[]) => tf.tensor1d(values);
const images = (count: number): Tensor4D => weights([count, 9, 8, 2], 50);

describe('filterSizes', () => {
  const flat = (...sizes: number[]) => sizes.map((size) => Float32Array.of(size, -size));

  it('finds the planted giant and the planted dwarfs', () => {
    const found = filterSizes(flat(1, 1.5, 2, 30, 0.5, 0), LIMITS);
    expect(found.rms).toEqual([1, 1.5, 2, 30, 0.5, 0]);
    expect(found).toMatchObject({ median: 1.25, dominant: [3], dominated: [0, 1, 2, 4, 5] });
  });

  it('takes its limits as they are given, and finds nothing in filters of one size', () => {
    const sizes = flat(1, 2, 8);
    expect(filterSizes(sizes, { dominant: 3.9, dominated: 0.126 })).toMatchObject({
      median: 2,
      dominant: [2],
      dominated: [0],
    });
    expect(filterSizes(sizes, { dominant: 4, dominated: 0.125 })).toMatchObject({
      dominant: [],
      dominated: [],
    });
    expect(filterSizes(flat(0, 0), LIMITS)).toMatchObject({ dominant: [], dominated: [] });
  });
});

describe('nearDuplicates', () => {
  it('finds planted copies, whatever their scale, the most alike first', () => {
    const filters = Array.from({ length: 6 }, (_, i) => noise(27, i));
    const copy = filters[1]!.map((weight) => 5 * weight);
    const similar = filters[4]!.map((weight, i) => weight + 0.2 * noise(27, 9)[i]!);
    const opposite = filters[2]!.map((weight) => -weight);
    const zero = new Float32Array(27);
    const found = nearDuplicates([...filters, similar, copy, opposite, zero, zero], 1, 0.95);
    expect(found.map(([a, b]) => [a, b])).toEqual([
      [1, 7],
      [4, 6],
    ]);
    const [original, changed] = [filters[4]!, similar].map((filter) => tf.tensor1d(filter));
    const cosine = tf.div(
      tf.dot(original!, changed!),
      tf.mul(tf.norm(original!), tf.norm(changed!)),
    );
    expect(found[0]![2]).toBeCloseTo(1, 6);
    expect(found[1]![2]).toBeCloseTo(cosine.dataSync()[0]!, 6);
  });

  it('compares filters of one group only', () => {
    const same = Array.from({ length: 4 }, () => noise(9, 1));
    expect(nearDuplicates(same, 2, 0.95).map(([a, b]) => [a, b])).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(nearDuplicates(same, 4, 0.95)).toEqual([]);
  });
});

/** A layer of two convolutions, a grouped one, one that is normalised and pooled before it is rectified, and one that is not. */
function mixed(): Network {
  return chain(IMAGE, [
    ['sep/step1', undefined, (x) => depthwiseConvOp(x, square(3), weights([3, 3, 2, 2], 1))],
    ['sep/step2', undefined, (x) => convOp(x, square(1), weights([1, 1, 4, 6], 2))],
    ['sep', 'SeparableConv2D', (x) => relu(x)],
    ['grouped', 'Conv2D', (x) => convOp(x, square(3, 2), weights([3, 3, 2, 3], 3))],
    ['bn', 'BatchNormalization', (x) => channelScale(x, bias(2, -3, 0), bias(0, 99, -1))],
    ['pool', 'MaxPooling2D', (x) => maxPoolOp(x, square(2))],
    ['relu', 'ReLU', (x) => relu(x, { cap: 6 })],
    ['last', 'Conv2D', (x) => convOp(x, square(1), weights([1, 1, 3, 2], 4))],
  ]);
}

describe('the convolutions of a network', () => {
  it('are found with the channels that each filter reads', () => {
    const found = convolutions(mixed()).map(({ layer, filters, channels, groups }) => [
      layer,
      filters,
      channels,
      groups,
    ]);
    expect(found).toEqual([
      ['sep/step1', 4, 1, 2],
      ['sep', 6, 4, 1],
      ['grouped', 3, 2, 3],
      ['last', 2, 3, 1],
    ]);
  });

  it('have filters that give the feature maps, by themselves', async () => {
    const network = mixed();
    const [depthwise, , grouped] = convolutions(network);
    const x = images(1);
    const record = forward(network, x, { everyNode: true });
    const maps = record.valueAt(depthwise!.node).arraySync()[0]!;
    const filters = await readFilters(network, depthwise!);
    const pixels = x.arraySync()[0]!;
    for (let f = 0; f < 4; f++) {
      let sum = 0;
      filters[f]!.forEach((weight, i) => {
        sum += weight * pixels[2 + Math.floor(i / 3)]![3 + (i % 3)]![Math.floor(f / 2)]!;
      });
      expect(sum).toBeCloseTo(maps[2]![3]![f]!, 4);
    }
    const filter = weights([3, 3, 2, 3], 3).arraySync();
    const scaled = [2, -3, 0].map((scale, f) => filter.flat(2).map((at) => scale * at[f]!));
    const read = await readFilters(network, grouped!);
    scaled.flat().forEach((weight, i) => {
      expect(read[Math.floor(i / 18)]![i % 18]).toBeCloseTo(weight, 5);
    });
  });
});

describe('DeadUnits', () => {
  it('finds the maps that brute force finds, the planted ones among them', async () => {
    const network = chain(IMAGE, [
      [
        'conv/step1',
        undefined,
        (x) => convOp(x, square(3), weights([3, 3, 2, 5], 7), bias(0, -99, -9, -11, 1)),
      ],
      ['conv', 'Conv2D', (x) => relu(x)],
    ]);
    const found = convolutions(network);
    const dead = new DeadUnits(network, found);
    const all = images(40);
    for (const batch of tf.split<Tensor4D>(all, 10)) {
      const record = forward(network, batch);
      await dead.add(record);
      record.dispose();
    }
    const maps = forward(network, all).activation('conv').arraySync();
    const expected = [0, 1, 2, 3, 4].filter((map) =>
      maps.every((rows) => rows.every((row) => row.every((values) => values[map]! <= 0))),
    );
    expect(expected).toContain(1);
    expect(expected).not.toContain(0);
    expect(dead.of('conv')).toEqual(expected);
  });

  it('looks behind normalisation and pooling, and at no convolution that is not rectified', async () => {
    const network = mixed();
    const dead = new DeadUnits(network, convolutions(network));
    expect(dead.rectifiers).toEqual(['sep', 'relu']);
    const record = forward(network, images(2));
    await dead.add(record);
    expect(dead.of('sep/step1')).toBeNull();
    expect(dead.of('last')).toBeNull();
    // The third map is 0 · x − 1.
    expect(dead.of('grouped')).toEqual([2]);
  });

  it('takes maps that something else reads as not rectified, and those of a LeakyReLU', () => {
    const builder = new NetworkBuilder();
    const image = builder.add('input', input(IMAGE), [], 'Input');
    const shape = builder.shape(image);
    const filter = () => weights([1, 1, 2, 2], 1);
    const conv = builder.add('conv', convOp(shape, square(1), filter()), [image], 'Conv2D');
    const rectified = builder.add('relu', relu(shape), [conv], 'ReLU');
    const sum = builder.add('sum', addOp([shape, shape]), [conv, rectified], 'Add');
    const leaky = builder.add('conv2', convOp(shape, square(1), filter()), [sum], 'Conv2D');
    builder.add('leaky', relu(shape, { negativeSlope: 0.1 }), [leaky], 'LeakyReLU');
    const network = builder.build(undefined);
    expect(new DeadUnits(network, convolutions(network)).rectifiers).toEqual([]);
  });
});

describe('diagnose', () => {
  it('sees a strided layer, one of single positions, and leaves no tensor behind', async () => {
    const network = mixed();
    const before = tf.memory().numTensors;
    const [depthwise, , strided, last] = await Promise.all(
      convolutions(network).map((each) => diagnose(network, each, LIMITS)),
    );
    expect(tf.memory().numTensors).toBe(before);
    expect(depthwise!.aliasing).toBeNull();
    expect(depthwise!.spectrum!.low).toBeGreaterThan(0);
    expect(strided!.aliasing!.noise).toBeGreaterThan(strided!.aliasing!.photographs);
    expect(last).toMatchObject({ spectrum: null, aliasing: null, dominant: [] });
    const filters = weights([1, 1, 3, 2], 4).arraySync()[0]![0]!;
    const rms = [0, 1].map((f) => Math.sqrt(filters.reduce((sum, at) => sum + at[f]! ** 2, 0) / 3));
    rms.forEach((value, f) => expect(last!.rms[f]).toBeCloseTo(value, 5));
  });
});
