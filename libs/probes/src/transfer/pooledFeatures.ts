import type { MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Shape of a layer's features as a classifier reads them: the layer's own where they are few enough, else averages over the
 * cells of the finest grid with at most `most` values; at least one for each channel.
 */
export function pooledShape({ height, width, channels }: MapShape, most: number): MapShape {
  for (let side = Math.max(height, width); side > 1; side--) {
    const [rows, columns] = [Math.min(side, height), Math.min(side, width)];
    if (rows * columns * channels <= most) return { height: rows, width: columns, channels };
  }
  return { height: 1, width: 1, channels };
}

/**
 * Averages a map over a grid of cells that cover it, of sizes that differ by one position at most.
 * @param map [batch, height, width, channels]
 * @returns [batch, rows · columns · channels]
 */
export async function pooledFeatures(map: Tensor4D, to: MapShape): Promise<Float32Array> {
  const pooled = tf.tidy(() => {
    const [, height, width] = map.shape;
    const rows = averaged(map, cellsOf(height, to.height));
    const across = tf.transpose(rows, [0, 2, 1, 3]);
    return tf.transpose(averaged(across, cellsOf(width, to.width)), [0, 2, 1, 3]);
  });
  return pooled.data<'float32'>().finally(() => pooled.dispose());
}

/** First position of each cell, and the one after its last. */
export function cellsOf(length: number, cells: number): [number, number][] {
  return Array.from({ length: cells }, (_, i) => [
    Math.floor((i * length) / cells),
    Math.floor(((i + 1) * length) / cells),
  ]);
}

/** Averages of runs of rows. */
function averaged(map: Tensor4D, cells: [number, number][]): Tensor4D {
  const [batch, height, width, channels] = map.shape;
  if (cells.length === height) return map;
  return tf.concat(
    cells.map(([from, to]) =>
      tf.mean<Tensor4D>(
        tf.slice(map, [0, from, 0, 0], [batch, to - from, width, channels]),
        1,
        true,
      ),
    ),
    1,
  );
}
