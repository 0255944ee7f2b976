import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import {
  addOp,
  convOp,
  forward,
  input,
  maxPoolOp,
  NetworkBuilder,
  relu,
  strongestUnits,
  type ActiveUnit,
  type ForwardRecord,
  type Network,
  type Op,
  type RuleName,
} from '@deconv/core';
import { axisWindow, type MapShape, type Window } from '@deconv/geometry';
import type { SignalStep } from '@deconv/results';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { descend } from '../src/descent/descend.js';

const window = (size: number, stride: number, pad: number): Window => {
  const axis = axisWindow({ size, stride, before: pad, after: pad });
  return { rows: axis, columns: axis };
};
const random = (shape: Tensor4D['shape'], seed: number): Tensor4D =>
  tf.randomNormal(shape, 0, 1, 'float32', seed);

/** Eight maps at most, so that a step shows all of them; the pooling's windows overlap, the last filters are in two groups. */
function network(): Network {
  const builder = new NetworkBuilder();
  let top = builder.add('input', input({ height: 17, width: 14, channels: 3 }), [], 'Input');
  const on = (name: string, make: (shape: MapShape) => Op, layer?: string): void => {
    top = builder.add(name, make(builder.shape(top)), [top], layer);
  };
  on('conv1/filter', (shape) => convOp(shape, window(5, 2, 1), random([5, 5, 3, 6], 1)));
  on('conv1', (shape) => relu(shape), 'Conv2D');
  on('pool1', (shape) => maxPoolOp(shape, window(3, 2, 1)), 'MaxPooling2D');
  on('conv2/filter', (shape) => convOp(shape, window(3, 1, 1), random([3, 3, 3, 8], 2)));
  on('conv2', (shape) => relu(shape), 'Conv2D');
  return builder.build(top);
}

/** Fields of a map, by row and column of the whole map; 0 outside of the box. */
function at(
  { top, left, height, width }: SignalStep['box'],
  values: Float32Array,
  row: number,
  column: number,
): number {
  const [r, c] = [row - top, column - left];
  return r < 0 || c < 0 || r >= height || c >= width ? 0 : values[r * width + c]!;
}

const valuesIn = (maps: SignalStep['maps'], channel: number): Float32Array =>
  maps.find((map) => map.channel === channel)?.values ?? new Float32Array(0);

describe.each(['cpu', 'wasm'])('on %s, a step tells what its values are made of', (backend) => {
  let record: ForwardRecord;
  let unit: ActiveUnit;
  beforeAll(async () => {
    await tf.setBackend(backend);
    expect(tf.getBackend()).toBe(backend);
    record = forward(network(), random([1, 17, 14, 3], 3));
    // Of the second group, which reads maps 3 to 5.
    unit = (await strongestUnits(record, 'conv2')).find(({ channel }) => channel > 3)!;
  });
  afterAll(() => record.dispose());

  const descent = (rule: RuleName): Promise<SignalStep[]> =>
    descend(record, unit, { rule, channelOrder: 'RGB' });

  async function stepAndBefore(kind: SignalStep['step'], layer: string, rule: RuleName) {
    const steps = await descent(rule);
    const index = steps.findIndex((each) => each.step === kind && each.layer === layer);
    return [steps[index]!, steps[index - 1]!] as const;
  }

  test('what a pooling read, and each signal at the largest of its window', async () => {
    const [step, before] = await stepAndBefore('unpool', 'pool1', 'gradient');
    const { rows, columns } = step.window!;
    expect(rows).toMatchObject({ size: 3, stride: 2, dilation: 1, before: 1 });
    const map = await record.activation('conv1').array();
    let overlapping = 0;
    for (const { channel, values } of step.maps) {
      const read = (row: number, column: number): number | undefined =>
        map[0]![row]?.[column]?.[channel];
      const { top, left, height, width } = step.box;
      const recorded = valuesIn(step.recorded!, channel);
      recorded.forEach((value, i) =>
        expect(value).toBe(read(top + Math.floor(i / width), left + (i % width))),
      );
      const sums = new Float64Array(height * width);
      const switches: [number, number][] = [];
      valuesIn(before.maps, channel).forEach((signal, i) => {
        if (signal === 0) return;
        const [row, column] = [
          before.box.top + Math.floor(i / before.box.width),
          before.box.left + (i % before.box.width),
        ];
        let most = -Infinity;
        let found: [number, number] = [NaN, NaN];
        for (let r = row * rows.stride - 1; r < row * rows.stride + 2; r++)
          for (let c = column * columns.stride - 1; c < column * columns.stride + 2; c++) {
            const value = read(r, c) ?? -Infinity;
            if (value > most) [most, found] = [value, [r - top, c - left]];
          }
        switches.push(found);
        if (sums[found[0] * width + found[1]]) overlapping++;
        sums[found[0] * width + found[1]]! += signal;
      });
      expect(step.switches!.find((each) => each.channel === channel)!.at).toEqual(switches);
      values.forEach((value, i) => expect(value).toBeCloseTo(sums[i]!, 5));
    }
    expect(overlapping).toBeGreaterThan(0);
  });

  test.each([
    ['conv2', 1],
    ['conv1', 3],
  ])('products of signals and weights of %s that add up to its values', async (layer, maps) => {
    const [step, before] = await stepAndBefore('filter', layer, 'deconvnet');
    expect(new Set(step.filters!.map(({ from }) => from)).size).toBe(maps);
    const { rows, columns } = step.window!;
    const largest = Math.max(...step.maps.flatMap(({ values }) => [...values].map(Math.abs)));
    expect(largest).toBeGreaterThan(0);
    for (const { channel, values } of step.maps)
      values.forEach((value, i) => {
        const [row, column] = [
          step.box.top + Math.floor(i / step.box.width),
          step.box.left + (i % step.box.width),
        ];
        let sum = 0;
        for (const { weights, from } of step.filters!.filter(({ to }) => to === channel))
          weights.forEach((weight, tap) => {
            const up = [
              (row + rows.before - Math.floor(tap / columns.size)) / rows.stride,
              (column + columns.before - (tap % columns.size)) / columns.stride,
            ];
            if (up.every(Number.isInteger))
              sum += weight * at(before.box, valuesIn(before.maps, from), up[0]!, up[1]!);
          });
        expect(Math.abs(sum - value) / largest).toBeLessThan(1e-4);
      });
  });

  test('the weights of the filter themselves, and none between groups', async () => {
    const [step] = await stepAndBefore('filter', 'conv2', 'deconvnet');
    const filter = await (record.network.nodes[4]!.op.weights['filter'] as Tensor4D).array();
    expect(step.filters!.map(({ to }) => to).sort()).toEqual([3, 4, 5]);
    for (const { to, weights } of step.filters!)
      expect([...weights]).toEqual(filter.flat().map((taps) => taps[to - 3]![unit.channel]));
  });

  test('what a rectifier gave on the way up, where the rule asks for it', async () => {
    const [none] = await stepAndBefore('rectify', 'conv1', 'deconvnet');
    expect(none.recorded).toBeUndefined();
    const [step, before] = await stepAndBefore('rectify', 'conv1', 'guided');
    let cut = 0;
    for (const { channel, values } of step.maps) {
      const [up, was] = [valuesIn(step.recorded!, channel), valuesIn(before.maps, channel)];
      values.forEach((value, i) => {
        expect(value).toBe(up[i]! > 0 ? Math.max(0, was[i]!) : 0);
        if (was[i] !== value) cut++;
      });
    }
    expect(cut).toBeGreaterThan(0);
  });
});

test('where branches meet, no value is followed up', async () => {
  await tf.setBackend('cpu');
  const builder = new NetworkBuilder();
  const shape = { height: 6, width: 6, channels: 2 };
  const pixels = builder.add('input', input(shape), [], 'Input');
  const conv = (name: string, from: number, seed: number): number =>
    builder.add(name, convOp(shape, window(3, 1, 1), random([3, 3, 2, 2], seed)), [from], 'Conv2D');
  const below = conv('below', pixels, 4);
  const [left, right] = [conv('left', below, 5), conv('right', below, 6)];
  const network = builder.build(builder.add('sum', addOp([shape, shape]), [left, right], 'Add'));
  const record = forward(network, random([1, 6, 6, 2], 7));
  const unit = { layer: 'sum', channel: 1, at: [3, 3] as [number, number], activation: 1 };
  const steps = await descend(record, unit, { rule: 'deconvnet', channelOrder: 'RGB' });
  const filters = steps.filter(({ step }) => step === 'filter');
  expect(filters.map(({ layer, window }) => [layer, window !== undefined])).toEqual([
    ['right', true],
    ['left', false],
    ['below', false],
  ]);
  record.dispose();
});
