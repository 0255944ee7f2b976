import type { Model } from '@deconv/models';
import { inRgb, interleaved } from '@deconv/pictures';
import type { Convolution } from '../diagnosis/convolutions.js';

/** The filters of a convolution as they are drawn. */
export interface FilterPictures {
  /** For each filter [height, width, 3]: red, green and blue weights. Grey ones have the same weight three times. */
  filters: Float32Array[];
  height: number;
  width: number;
  /** Whether each picture is a row of weights, so that they stand one below the other. */
  rows: boolean;
  /** What a picture shows of its filter, in words. */
  shown: string;
}

/**
 * Filters as pictures: in colour where they read the image's red, green and blue; else each by the one slice, height ×
 * width, that has the largest norm among its input channels. Filters of one position are rows of weights, one for each
 * input channel.
 * @param filters each [height, width, channels], flat
 */
export function filterPictures(
  model: Model,
  convolution: Convolution,
  filters: readonly Float32Array[],
): FilterPictures {
  const { channels, window } = convolution;
  const [height, width] = [window.rows.size, window.columns.size];
  if (readsColours(model, convolution)) {
    return {
      filters: filters.map((filter) => inRgb(filter, model.preprocess.channelOrder)),
      height,
      width,
      rows: false,
      shown: 'in the colours that they read',
    };
  }
  if (height === 1 && width === 1) {
    const shown = `a row for each filter, its weights for ${channels} input channels side by side`;
    return { filters: filters.map(grey), height, width: channels, rows: true, shown };
  }
  return {
    filters: filters.map((filter) => grey(largestSlice(filter, channels))),
    height,
    width,
    rows: false,
    shown:
      channels === 1
        ? 'as weights of the one channel that they read'
        : `each by its slice of largest norm, one of ${channels} input channels`,
  };
}

/** Whether a convolution reads the three channels of the image, perhaps padded or scaled before. */
function readsColours({ network: { nodes } }: Model, { node, channels }: Convolution): boolean {
  let at = nodes[node]!;
  while (at.inputs.length === 1) {
    at = nodes[at.inputs[0]!]!;
    if (at.op.weights.filter || at.op.shape.channels !== 3) return false;
  }
  return channels === 3 && at === nodes[0];
}

/** Each value three times, as red, green and blue. */
const grey = (values: Float32Array): Float32Array =>
  interleaved([values, values, values], values.length);

function largestSlice(filter: Float32Array, channels: number): Float32Array {
  const squares = new Float64Array(channels);
  for (const [i, weight] of filter.entries()) squares[i % channels]! += weight * weight;
  const largest = squares.indexOf(Math.max(...squares));
  return filter.filter((_, i) => i % channels === largest);
}
