import type { Network } from '@deconv/core';

/** What a convolution's feature maps pass, each for itself, and where they are rectified. */
export interface PathAfter {
  /** Indices of the nodes that change each map for itself, from the convolution up to the rectifier. */
  path: number[];
  /** Index of the node that sets what is below 0 to 0; undefined where none follows. */
  rectifier: number | undefined;
}

/** Kinds of ops that leave every map in its channel. */
const MAP_BY_MAP = new Set([
  'BatchNormalization',
  'Dropout',
  'SpatialDropout2D',
  'MaxPooling2D',
  'AveragePooling2D',
]);

/**
 * Follows the maps of a convolution to their rectifier: a ReLU, capped or not, that is fused, or stands behind a batch
 * normalisation, dropout or pooling. Where several layers read the maps, or a layer of another kind does, they are taken
 * as not rectified; so they are where a LeakyReLU or its like lets negative values pass.
 */
export function pathAfter({ nodes }: Network, convolution: number): PathAfter {
  const path: number[] = [];
  let at = convolution;
  for (;;) {
    const readers = nodes.flatMap(({ inputs }, i) => (inputs.includes(at) ? [i] : []));
    const reader = readers[0];
    if (reader === undefined || readers.length > 1) return { path, rectifier: undefined };
    const { kind } = nodes[reader]!.op;
    if (kind.startsWith('ReLU')) return { path, rectifier: reader };
    if (!MAP_BY_MAP.has(kind)) return { path, rectifier: undefined };
    path.push(reader);
    at = reader;
  }
}
