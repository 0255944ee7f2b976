import type { Tensor4D } from '@tensorflow/tfjs-core';
import { runKernel, type Kernel } from './runKernel.js';

const INTERLEAVED: Kernel = {
  variableNames: ['x'],
  customUniforms: [{ name: 'strides', type: 'ivec2' }],
  code: `
    float valueAt(int b, int y, int x, int c) {
      ivec2 from = ivec2(y, x) / strides;
      ivec2 phase = ivec2(y, x) - from * strides;
      int channel = (phase.x * strides.y + phase.y) * outShape[3] + c;
      return laneIn(getX(b, from.x, from.y, channel), from.y, channel);
    }
    vec2 pairAt(int b, int y, int x, int c) {
      return vec2(valueAt(b, y, x, c), c + 1 < outShape[3] ? valueAt(b, y, x, c + 1) : 0.);
    }
  `,
};

/**
 * `interleave`, of which only the first rows and columns are made.
 * @param shape of the output, [batch, height, width, channels]
 */
export function interleaveOnGraphics(
  x: Tensor4D,
  strideH: number,
  strideW: number,
  shape: Tensor4D['shape'],
): Tensor4D {
  return runKernel(INTERLEAVED, [x], shape, [[strideH, strideW]]);
}
