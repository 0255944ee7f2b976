import type { Op } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import type { Plan, Use } from './Use.js';

export type Read = (use: Use) => Plan;

/** Reads an operation that becomes one op on its first input. */
export const single =
  (make: (x: MapShape, use: Use) => Op): Read =>
  (use) => ({
    steps: [([x]) => make(x!, use)],
  });
