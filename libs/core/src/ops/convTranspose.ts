import {
  reach,
  unpadded,
  wholeBox,
  type AxisWindow,
  type Extent,
  type MapShape,
  type Window,
} from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { readingAll } from './arranging.js';
import { inPlace } from './combine.js';
import { cut } from './cut.js';
import { conv, transposedConv, transposeFilter } from './conv.js';
import type { Op } from './op.js';

/** How the transpose of a convolution writes its output. */
export interface TransposedWindow {
  /** The window of that convolution, its padding included, which is cut off. */
  window: Window;
  /** Extent of the output. */
  output: Extent;
}

/**
 * Transposed convolution on the way up, as decoders and upsampling have it. Its way down is the convolution.
 * @param filter of that convolution, which goes the other way: [height, width, channels out / groups, channels in]
 * @param bias [channels out]
 * @throws RangeError for a filter that does not fit
 */
export function convTransposeOp(
  input: MapShape,
  { window, output }: TransposedWindow,
  filter: Tensor4D,
  { groups = 1, bias }: { groups?: number; bias?: Tensor1D } = {},
): Op {
  const shape = { ...output, channels: channelsOut(input, filter, groups) };
  const bare = unpadded(window);
  const filters = groups === 1 ? [filter] : tf.split<Tensor4D>(filter, groups, 3);
  const transposed = filters.map((part) => transposeFilter(part, bare));
  const perGroup = (x: Tensor4D, each: (part: Tensor4D, group: number) => Tensor4D): Tensor4D =>
    groups === 1 ? each(x, 0) : tf.concat(tf.split<Tensor4D>(x, groups, 3).map(each), 3);
  const { rows, columns } = window;
  const up = (x: Tensor4D): Tensor4D => {
    const all = perGroup(x, (part, g) => transposedConv(part, transposed[g]!, bare));
    return moved(all, -rows.before, -columns.before, output);
  };
  return {
    kind: 'Conv2DTranspose',
    window: readingAll(input, shape),
    whole: true,
    shape,
    multiplyAdds: (filter.size * input.height * input.width) / (output.height * output.width),
    weights: bias ? { filter, bias } : { filter },
    withWeights: (to) => {
      const given = { groups, ...(bias && { bias: to['bias'] as Tensor1D }) };
      return convTransposeOp(input, { window, output }, to['filter'] as Tensor4D, given);
    },
    forward: ([x]) => ({ value: bias ? tf.add(up(x!), bias) : up(x!) }),
    down: (signal, { boxes }) => {
      const arrived = inPlace(signal, boxes, shape);
      const all = moved(arrived, rows.before, columns.before, spanOf(input, window));
      return [perGroup(all, (part, g) => conv(part, filters[g]!, bare))];
    },
    dispose: () => tf.dispose([filter, ...(groups > 1 ? filters : []), ...transposed, bias ?? []]),
  };
}

function channelsOut({ channels }: MapShape, { shape }: Tensor4D, groups: number): number {
  if (shape[3] !== channels || channels % groups !== 0)
    throw new RangeError(`a filter of ${shape.join('×')} does not fit ${channels} channels`);
  return shape[2] * groups;
}

/** All that the windows write, from the first one's first tap: the padding too, and what lies behind the last. */
function spanOf({ height, width }: Extent, { rows, columns }: Window): Extent {
  const along = (length: number, axis: AxisWindow): number =>
    (length - 1) * axis.stride + reach(axis);
  return { height: along(height, rows), width: along(width, columns) };
}

/** A map moved down and to the right on an extent: what leaves it is lost, and what comes in is zero. */
function moved(x: Tensor4D, top: number, left: number, extent: Extent): Tensor4D {
  const images = Array.from({ length: x.shape[0] });
  return cut(
    x,
    [{ top, left }],
    images.map(() => wholeBox(extent)),
  );
}
