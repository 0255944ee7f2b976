import { forward, project, strongestUnits } from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { readModel } from '../../src/index.js';
import { MobileNetWriter } from './MobileNetWriter.js';

beforeAll(() => tf.setBackend('cpu'));

const SIDE = 64;

/** Expansion, channels at a quarter of the width, repetitions and stride of MobileNetV2's blocks. */
const V2 = [
  [1, 4, 1, 1],
  [6, 6, 2, 2],
  [6, 8, 3, 2],
  [6, 16, 4, 2],
  [6, 24, 3, 1],
  [6, 40, 3, 2],
  [6, 80, 1, 1],
] as const;

function mobileNetV2(): MobileNetWriter {
  const net = new MobileNetWriter(SIDE);
  net.conv(3, 8, 2, 'Relu6');
  for (const [expansion, channels, times, stride] of V2)
    for (let i = 0; i < times; i++) net.block(expansion, channels, i === 0 ? stride : 1);
  net.conv(1, 64, 1, 'Relu6');
  return net;
}

/** What MobileNetV3 adds: gates. */
function mobileNetV3(): MobileNetWriter {
  const net = new MobileNetWriter(SIDE);
  net.conv(3, 8, 2);
  net.hardSwish();
  for (const [channels, stride] of [
    [8, 2],
    [8, 1],
    [12, 2],
  ] as const)
    net.block(3, channels, stride, () => net.excite());
  return net;
}

it.each([
  ['MobileNetV2', mobileNetV2, 53],
  ['MobileNetV3', mobileNetV3, undefined],
])(
  '%s of random weights answers as tfjs runs it, and every layer can be projected',
  async (_, make, convolutions) => {
    const net = make();
    const output = net.answer(10);
    const files = net.graph.files(output);
    const { network, layers } = await readModel((name) => Promise.resolve(files[name]));
    expect(layers.filter(({ problem }) => problem)).toEqual([]);
    if (convolutions)
      expect(layers.filter(({ kind }) => /Conv|MatMul/.test(kind))).toHaveLength(convolutions);
    const x = tf.randomUniform<tf.Rank.R4>([1, SIDE, SIDE, 3], -1, 1, 'float32', 3);
    const record = forward(network, x);
    const theirs = await loadGraphModel(tf.io.fromMemory(net.graph.artifacts(output)));
    const known = (theirs.execute({ x }, output) as tf.Tensor).dataSync();
    const largest = Math.max(...known.map(Math.abs));
    record.output
      .dataSync()
      .forEach((value, i) => expect(Math.abs(value - known[i]!)).toBeLessThan(1e-4 * largest));
    const last = layers.filter(({ kind }) => kind === '_FusedConv2D').at(-1)!.name;
    for (const rule of ['deconvnet', 'gradient', 'guided'] as const) {
      const [unit] = await strongestUnits(record, last);
      const [projection] = await project(record, [unit!], { rule });
      expect(projection!.pixels.every(Number.isFinite)).toBe(true);
      expect(projection!.pixels.some((value) => value !== 0)).toBe(true);
    }
  },
);
