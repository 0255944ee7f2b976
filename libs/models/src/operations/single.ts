import type { Op } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import type { Dialect } from './Dialect.js';
import type { Use } from './Use.js';

export type Read = Dialect['layers'][string];

/** Reads an operation that becomes one op on its first input. */
export const single =
  (make: (x: MapShape, use: Use) => Op): Read =>
  (use) => ({
    steps: [([x]) => make(x!, use)],
  });
