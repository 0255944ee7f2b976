import type { Model } from '@deconv/models';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseConvolutions } from '../../src/documents/chooseConvolutions.js';
import { describeConvolution } from '../../src/documents/describeConvolution.js';
import { filterStrip } from '../../src/documents/filterStrip.js';
import { requireAnswer, requireProjectable } from '../../src/documents/requireReadable.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import { LIMITS } from '../diagnosis/LIMITS.js';
import { tinyNetwork } from '../tiny.js';

let model: Model;
beforeAll(async () => {
  await tf.setBackend('cpu');
  const network = tinyNetwork(3);
  const layers = network.nodes
    .filter(({ layer }) => layer !== undefined)
    .map(({ name, layer }) => ({ name, kind: layer!, blockedBy: [] }));
  const lost = { name: 'gate', kind: 'LSTM', blockedBy: [], problem: 'it has no way down' };
  model = { network, layers: [...layers, lost] } as unknown as Model;
});

describe('convolutions that are asked for', () => {
  const names = (asked?: string[]) => chooseConvolutions(model, asked).map(({ layer }) => layer);

  it('are all, or those that are named, in the order of the network', () => {
    expect(names()).toEqual(['conv1', 'conv2']);
    expect(names(['conv2', 'conv1'])).toEqual(['conv1', 'conv2']);
    expect(names(['conv2'])).toEqual(['conv2']);
  });

  it('are refused by name where they are none', () => {
    expect(() => names(['conv1', 'pool1'])).toThrow(
      'layer "pool1" (MaxPooling2D) holds no convolution; expected some of conv1, conv2',
    );
    expect(() => names(['conv3'])).toThrow(/conv3/);
    expect(() => names(['gate'])).toThrow('layer "gate" (LSTM) cannot be projected: it has no way');
  });

  it('are described by their own windows, rows first, with what is known of them', async () => {
    const [conv1, conv2] = chooseConvolutions(model, undefined);
    const wide = {
      ...conv1!,
      window: { rows: { ...conv1!.window.rows, stride: 5 }, columns: conv1!.window.columns },
    };
    expect(await describeConvolution(model.network, wide, LIMITS, [2])).toMatchObject({
      ...{ layer: 'conv1', filters: 4, channels: 2, size: [3, 3], stride: [5, 1], dead: [2] },
    });
    const found = await describeConvolution(model.network, conv2!, LIMITS, null);
    expect(found).toMatchObject(await diagnose(model.network, conv2!, LIMITS));
    expect(found).toMatchObject({
      layer: 'conv2',
      filters: 3,
      channels: 4,
      size: [2, 2],
      dead: null,
    });
  });
});

describe('a model of which a layer cannot be projected', () => {
  it('projects its others', () => {
    const ofPhotos = { input: { value: { height: 10, width: 10, channels: 3 } } };
    const network = Object.create(model.network, ofPhotos) as Model['network'];
    expect(() => requireProjectable({ ...model, network }, 'conv1')).not.toThrow();
    expect(() => requireProjectable(model, 'conv1')).toThrow('it reads images of 2 channels');
    expect(() => requireProjectable(model, 'gate')).toThrow('it has no way down');
  });

  it('has no answer, and says which layer keeps it', () => {
    expect(() => requireAnswer(model)).toThrow(/answer cannot be computed: .*gate.*inspect lists/s);
  });
});

it('filters stand one below the other, each by its own largest weight', () => {
  const grey = (...values: number[]) => Float32Array.from(values.flatMap((v) => [v, v, v]));
  const filters = [grey(1, 0, -1, 0.5, 0, 0), grey(0, 0, 0, 0, 0, 0), grey(0, -8, 0, 0, 4, 0)];
  const strip = filterStrip({ filters, height: 2, width: 3, rows: false, shown: '' });
  expect([strip.width, strip.height]).toEqual([3, 6]);
  const reds = [...strip.data].filter((_, i) => i % 3 === 0);
  expect(reds).toEqual([
    ...[255, 128, 1, 192, 128, 128],
    ...[128, 128, 128, 128, 128, 128],
    ...[128, 1, 128, 128, 192, 128],
  ]);
});
