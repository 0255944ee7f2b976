import type { AxisWindow, Window } from '@deconv/geometry';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { runKernel, type Kernel } from './runKernel.js';

const WINDOW: Kernel['customUniforms'] = [
  { name: 'sizes', type: 'ivec2' },
  { name: 'strides', type: 'ivec2' },
  { name: 'dilations', type: 'ivec2' },
];

const windowValues = ({ rows, columns }: Window): number[][] => {
  const both = (of: (axis: AxisWindow) => number): number[] => [of(rows), of(columns)];
  return [both(({ size }) => size), both(({ stride }) => stride), both(({ dilation }) => dilation)];
};

/** The greatest value of each window, or which tap it is of: of equal ones the first in raster order. */
const GREATEST: Kernel = {
  variableNames: ['x'],
  customUniforms: [...WINDOW, { name: 'pads', type: 'ivec2' }, { name: 'wanted', type: 'int' }],
  code: `
    vec2 pairAt(int b, int y, int x, int c) {
      vec2 greatest = vec2(-3.4028234663852886e38);
      vec2 switches = vec2(0.);
      ivec2 origin = ivec2(y, x) * strides - pads;
      for (int t = 0; t < sizes.x; t++) {
        int row = origin.x + t * dilations.x;
        if (row < 0 || row >= xShape[1]) continue;
        for (int u = 0; u < sizes.y; u++) {
          int column = origin.y + u * dilations.y;
          if (column < 0 || column >= xShape[2]) continue;
          vec2 value = pairIn(getX(b, row, column, c), column);
          float tap = float(t * sizes.y + u);
          if (value.x > greatest.x) { greatest.x = value.x; switches.x = tap; }
          if (value.y > greatest.y) { greatest.y = value.y; switches.y = tap; }
        }
      }
      // WebGL rectifies to -0, which is 0 elsewhere.
      if (greatest.x == 0.) greatest.x = 0.;
      if (greatest.y == 0.) greatest.y = 0.;
      return wanted == 0 ? greatest : switches;
    }
  `,
};

/** What every position gets of the windows that hold it. */
const UNPOOLED: Kernel = {
  variableNames: ['signal', 'switches'],
  customUniforms: WINDOW,
  code: `
    vec2 pairAt(int b, int y, int x, int c) {
      vec2 sum = vec2(0.);
      for (int t = 0; t < sizes.x; t++) {
        int down = y - t * dilations.x;
        int row = down / strides.x;
        if (down < 0 || row * strides.x != down || row >= signalShape[1]) continue;
        for (int u = 0; u < sizes.y; u++) {
          int right = x - u * dilations.y;
          int column = right / strides.y;
          if (right < 0 || column * strides.y != right || column >= signalShape[2]) continue;
          vec2 tap = pairIn(getSwitches(switchesShape[0] == 1 ? 0 : b, row, column, c), column);
          vec2 there = step(abs(tap - float(t * sizes.y + u)), vec2(.5));
          vec2 value = pairIn(getSignal(b, row, column, c), column);
          sum += vec2(there.x > 0. ? value.x : 0., there.y > 0. ? value.y : 0.);
        }
      }
      return sum;
    }
  `,
};

/**
 * `maxPool` in two programs.
 * @param shape of the output, [batch, h, w, channels]
 */
export function greatestOnGraphics(
  x: Tensor4D,
  window: Window,
  shape: Tensor4D['shape'],
): { value: Tensor4D; switches: Tensor4D } {
  const pads = [window.rows.before, window.columns.before];
  const uniforms = [...windowValues(window), pads];
  return {
    value: runKernel(GREATEST, [x], shape, [...uniforms, [0]]),
    switches: runKernel(GREATEST, [x], shape, [...uniforms, [1]], 'int32'),
  };
}

/**
 * `unpool` in one program.
 * @param shape of the output, [batch, height, width, channels]
 */
export function unpoolOnGraphics(
  signal: Tensor4D,
  switches: Tensor4D,
  window: Window,
  shape: Tensor4D['shape'],
): Tensor4D {
  return runKernel(UNPOOLED, [signal, switches], shape, windowValues(window));
}
