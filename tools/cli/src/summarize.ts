import type { Projection } from '@deconv/core';
import type { Box } from '@deconv/geometry';
import { inRgb, type ChannelOrder } from '@deconv/pictures';

export interface ProjectionSummary {
  /** [height, width, channels] of the network's whole input. */
  shape: [number, number, number];
  min: number;
  max: number;
  /** Euclidean norm. */
  l2: number;
  sum: number;
  /** Smallest box around all values that are not zero; null where there is none. */
  box: Box | null;
}

/** Numbers that describe a projection; the shape is that of the input, which is zero outside the receptive field. */
export function summarize({ pixels, box }: Projection, side: [number, number]): ProjectionSummary {
  const channels = pixels.length / (box.height * box.width);
  let [min, max, squares, sum] = [0, 0, 0, 0];
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  pixels.forEach((value, i) => {
    if (value === 0) return;
    [min, max] = [Math.min(min, value), Math.max(max, value)];
    squares += value * value;
    sum += value;
    const row = box.top + Math.floor(i / (box.width * channels));
    const column = box.left + (Math.floor(i / channels) % box.width);
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
    [left, right] = [Math.min(left, column), Math.max(right, column)];
  });
  const found = { top, left, height: bottom - top + 1, width: right - left + 1 };
  const shape: [number, number, number] = [...side, channels];
  return { shape, min, max, l2: Math.sqrt(squares), sum, box: bottom < 0 ? null : found };
}

/** The projection on the network's whole input: float32 [height, width, 3], channels in RGB order. */
export function wholeProjection(
  { pixels, box }: Projection,
  [height, width]: [number, number],
  channelOrder: ChannelOrder,
): Float32Array {
  const whole = new Float32Array(height * width * 3);
  const values = inRgb(pixels, channelOrder);
  for (let row = 0; row < box.height; row++)
    whole.set(
      values.subarray(3 * row * box.width, 3 * (row + 1) * box.width),
      3 * ((box.top + row) * width + box.left),
    );
  return whole;
}
