import {
  forward,
  ForwardRecord,
  project,
  TensorMaps,
  tuneGraphics,
  type Network,
} from '@deconv/core';
import type { Window } from '@deconv/geometry';
import { readModel, toInput, type Model } from '@deconv/models';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { bytesOf, floatsOf, integersOf, jsonOf } from './files.js';
import type { Golden } from './golden.js';

// A whole pass adds up numbers in an order that each backend chooses. So a maximum, or a rectifier, decides differently
// where two values are nearer than rounding. What must be exact is therefore compared from one and the same input; and
// from the photo on, what may differ is bounded.

/** The goldens come from the cpu backend. */
const BACKENDS = 'window' in globalThis ? ['webgl'] : ['wasm'];
/** Share of the largest value that sums of float32 may differ by. */
const TOLERANCE = 1e-4;

async function useBackend(name: string): Promise<void> {
  if (name === 'webgl') {
    await import('@tensorflow/tfjs-backend-webgl');
    tuneGraphics();
  }
  if (name === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
  await tf.setBackend(name);
  await tf.ready();
  expect(tf.getBackend()).toBe(name);
}

/** Largest difference, as a share of the largest expected magnitude. */
function relativeError(actual: Float32Array, expected: Float32Array): number {
  expect(actual.length).toBe(expected.length);
  let [difference, largest] = [0, 0];
  expected.forEach((value, i) => {
    difference = Math.max(difference, Math.abs(actual[i]! - value));
    largest = Math.max(largest, Math.abs(value));
  });
  expect(largest).toBeGreaterThan(0);
  return difference / largest;
}

/** Places where two maps differ. */
function differing(actual: ArrayLike<number>, expected: ArrayLike<number>): number[] {
  expect(actual.length).toBe(expected.length);
  return Array.from(expected, (_, i) => i).filter((i) => actual[i] !== expected[i]);
}

/** Place in the map below of what `tap` of the window of output `place` reads. */
function placeOf(place: number, tap: number, window: Window, below: number[], above: number[]) {
  const [, , width, channels] = below as [number, number, number, number];
  const position = Math.floor(place / channels);
  const [row, column] = [Math.floor(position / above[2]!), position % above[2]!];
  const { rows, columns } = window;
  const y = row * rows.stride - rows.before + Math.floor(tap / columns.size) * rows.dilation;
  const x = column * columns.stride - columns.before + (tap % columns.size) * columns.dilation;
  return (y * width + x) * channels + (place % channels);
}

const shapeOf = (network: Network, index: number): [number, number, number, number] => {
  const { height, width, channels } = network.nodes[index]!.op.shape;
  return [1, height, width, channels];
};

/** The golden's activations and switches as a record on the active backend. */
async function recordOf(network: Network, golden: Golden, folder: string): Promise<ForwardRecord> {
  const values: (tf.Tensor4D | undefined)[] = [];
  for (const index of Object.values(golden.layers)) {
    const activation = await floatsOf(`${folder}/activation-${index}.bin`);
    values[index] = tf.tensor4d(activation, shapeOf(network, index));
  }
  const pooled = new Map<number, tf.Tensor4D>();
  for (const index of golden.pools) {
    const switches = await integersOf(`${folder}/switches-${index}.bin`);
    pooled.set(index, tf.tensor4d(switches, shapeOf(network, index), 'int32'));
  }
  return new ForwardRecord(network, new TensorMaps(values, pooled));
}

describe.each(BACKENDS)('%s against cpu', (backend) => {
  describe.each(inject('subjects'))('%s', (name) => {
    const folder = `${inject('goldens')}/${name}`;
    let golden: Golden;
    let model: Model;
    let record: ForwardRecord;

    beforeAll(async () => {
      await useBackend(backend);
      golden = await jsonOf<Golden>(`${folder}/golden.json`);
      model = await readModel((file) => bytesOf(`${folder}/${file}`));
      const data = (await bytesOf(`${folder}/pixels.bin`))!;
      const { height, width } = model.network.input;
      const x = toInput({ width, height, data }, model.preprocess);
      record = forward(model.network, x);
      x.dispose();
    });
    afterAll(() => {
      record.dispose();
      model.dispose();
    });

    const activation = (index: number): Promise<Float32Array> =>
      floatsOf(`${folder}/activation-${index}.bin`);
    const switches = (index: number): Promise<Int32Array> =>
      integersOf(`${folder}/switches-${index}.bin`);

    test('every activation is the same to 1e-4 of its layer’s largest', async () => {
      const wrong: [string, number][] = [];
      for (const [layer, index] of Object.entries(golden.layers)) {
        const actual = await record.activation(layer).data<'float32'>();
        const error = relativeError(actual, await activation(index));
        if (!(error <= TOLERANCE)) wrong.push([layer, error]);
      }
      expect(wrong).toEqual([]);
    });

    test('given the same maps, every max pooling has exactly the same values and switches', async () => {
      const { nodes } = model.network;
      for (const index of golden.pools) {
        const below = nodes[index]!.inputs[0]!;
        const map = tf.tensor4d(await activation(below), shapeOf(model.network, below));
        const pooled = nodes[index]!.op.forward([map]);
        expect(differing(await pooled.value.data(), await activation(index))).toEqual([]);
        expect(differing(await pooled.switches!.data(), await switches(index))).toEqual([]);
        tf.dispose([map, pooled.value, pooled.switches!]);
      }
    });

    test('from the photo on, a switch differs only where two values of a window tie within rounding', async () => {
      for (const index of golden.pools) {
        const { op, inputs } = model.network.nodes[index]!;
        const shapes = [inputs[0]!, index].map((i) => shapeOf(model.network, i));
        const [mine, theirs] = [await record.switchesAt(index).data(), await switches(index)];
        const map = await activation(inputs[0]!);
        const largest = map.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
        const wrong = differing(mine, theirs).filter((place) => {
          const [here, there] = [mine, theirs].map(
            (taps) => map[placeOf(place, taps[place]!, op.window, shapes[0]!, shapes[1]!)]!,
          );
          return !(Math.abs(here! - there!) <= TOLERANCE * largest);
        });
        expect(wrong).toEqual([]);
      }
    });

    test('given the same record, every projection is the same to 1e-4 of its largest value', async () => {
      const given = await recordOf(model.network, golden, folder);
      const wrong: unknown[] = [];
      for (const [i, { units, rule }] of golden.projections.entries())
        for (const [k, { pixels }] of (await project(given, units, { rule })).entries()) {
          const expected = await floatsOf(`${folder}/projection-${i}-${k}.bin`);
          const error = relativeError(pixels, expected);
          if (!(error <= TOLERANCE)) wrong.push([units[k], rule, error]);
        }
      given.dispose();
      expect(wrong).toEqual([]);
    });
  });
});
