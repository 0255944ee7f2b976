import { pass, type Network } from '@deconv/core';
import type { Box } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';

/** An image as the network reads it, and what covers it. */
export interface MaskableImage {
  /** [height, width, channels], preprocessed */
  data: Float32Array;
  /** Colour of masks: a preprocessed number for each channel. */
  fill: readonly number[];
}

/**
 * Masks an image and looks what changes, in one pass over the image as it is and all that are masked.
 * @param boxes what is masked, one after the other
 * @returns for each box and layer the signs (−1, 0 or 1) of x − x̃: the layer's activations of the image as it is, minus
 * those of the masked one, flat
 */
export async function differenceSigns(
  network: Network,
  image: MaskableImage,
  boxes: readonly Box[],
  layers: readonly string[],
): Promise<Int8Array[][]> {
  const { height, width, channels } = network.input;
  const size = image.data.length;
  const all = new Float32Array((boxes.length + 1) * size);
  all.set(image.data);
  boxes.forEach((box, i) => {
    const masked = all.subarray((i + 1) * size, (i + 2) * size);
    masked.set(image.data);
    cover(masked, width, box, image.fill);
  });
  const x = tf.tensor4d(all, [boxes.length + 1, height, width, channels]);
  const only = layers.map((name) => network.indexOf(name));
  const record = await pass(network, x, { only });
  try {
    const maps = await Promise.all(only.map((index) => record.numbersAt(index)));
    return boxes.map((_, i) => maps.map((map) => signs(map, i + 1, boxes.length + 1)));
  } finally {
    record.dispose();
    x.dispose();
  }
}

function cover(
  image: Float32Array,
  imageWidth: number,
  { top, left, height, width }: Box,
  fill: readonly number[],
): void {
  for (let row = top; row < top + height; row++)
    for (let column = left; column < left + width; column++)
      image.set(fill, (row * imageWidth + column) * fill.length);
}

/** Of the first of `count` maps, minus the one at `index`. */
function signs(maps: Float32Array, index: number, count: number): Int8Array {
  const size = maps.length / count;
  return Int8Array.from({ length: size }, (_, i) => Math.sign(maps[i]! - maps[index * size + i]!));
}
