import { forward, project, strongestUnits } from '@deconv/core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readOnnx } from '../../src/onnx/index.js';
import { tensorFile } from './tensorFile.js';

const LIGHT = new URL('../../../../../shared/models/onnx-light/', import.meta.url).pathname;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(wasm)}/`);
  await tf.setBackend('wasm');
  expect(tf.getBackend()).toBe('wasm');
});

/** The image that these models are tested with: 0, 1/n, 2/n … in raster order, channels first. */
function countingImage(height: number, width: number): tf.Tensor4D {
  const n = 3 * height * width;
  const values = Float32Array.from({ length: n }, (_, i) => i / n);
  return tf.transpose(tf.tensor4d(values, [1, 3, height, width]), [0, 2, 3, 1]);
}

const NAMES = [
  'bvlc_alexnet',
  'densenet121',
  'inception_v1',
  'resnet50',
  'shufflenet',
  'squeezenet',
  'zfnet512',
];

// onnx/onnx, onnx/backend/test/data/light (Apache-2.0): graphs of the Model Zoo with constant weights.
describe.skipIf(!existsSync(LIGHT))('models of the ONNX Model Zoo', () => {
  it.each(NAMES)('%s answers as it should, and every layer can be projected', async (name) => {
    const file = (path: string) => {
      const found = existsSync(LIGHT + path) ? readFileSync(LIGHT + path) : undefined;
      return Promise.resolve(found && new Uint8Array(found));
    };
    const model = await readOnnx(file, { modelFile: `light_${name}.onnx` });
    expect(model.layers.filter(({ problem }) => problem)).toEqual([]);
    const { height, width } = model.network.input;
    const x = countingImage(height, width);
    const record = forward(model.network, x);
    const expected = await tensorFile(`${LIGHT}light_${name}_output_0.pb`);
    const answer = await record.output.data();
    const largest = Math.max(...expected.data.map(Math.abs));
    expect(answer).toHaveLength(expected.data.length);
    answer.forEach((value, i) =>
      expect(Math.abs(value - expected.data[i]!)).toBeLessThanOrEqual(1e-4 * largest),
    );
    const { layers } = model.network;
    const layer = layers[Math.floor(layers.length / 2)]!.name;
    const [unit] = await strongestUnits(record, layer);
    const [projection] = await project(record, [unit!], { rule: 'gradient', signal: 1 });
    expect(projection!.pixels.some((value) => value !== 0)).toBe(true);
    record.dispose();
    x.dispose();
    model.dispose();
  });
});
