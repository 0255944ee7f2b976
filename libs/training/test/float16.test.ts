import { io } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { float16Bits, toFloat16 } from '../src/float16.js';
import { useBackend } from './backends.js';

beforeAll(() => useBackend('cpu'));

test.each([
  [0, 0x0000],
  [1, 0x3c00],
  [-2, 0xc000],
  [65504, 0x7bff],
  [1e6, 0x7c00],
  [2 ** -24, 0x0001],
  [2 ** -14, 0x0400],
  [1 / 3, 0x3555],
  [1 + 2 ** -11, 0x3c00],
  [1 + 3 * 2 ** -11, 0x3c02],
  [NaN, 0x7e00],
])('%d becomes the nearest half-precision number', (value, bits) => {
  expect(float16Bits(value)).toBe(bits);
});

test('tfjs reads half-precision weights back to within 2^-11 of their size', () => {
  const values = Float32Array.from({ length: 200 }, (_, i) => Math.sin(i) / 10);
  const quantization = { dtype: 'float16', original_dtype: 'float32' } as const;
  const specs = [
    { name: 'w', shape: [200], dtype: 'float32', quantization } as io.WeightsManifestEntry,
  ];
  const read = io.decodeWeights(toFloat16(values).buffer as ArrayBuffer, specs)['w']!.dataSync();
  read.forEach((value, i) =>
    expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(Math.abs(values[i]!) * 2 ** -11),
  );
});
