import { project, strongestUnits, type ForwardRecord } from '@deconv/core';
import type { Case } from '../compare.js';
import type { Side } from './Side.js';
import { wayOn } from './wayOn.js';

const UNITS = 5;

/** What a page asks for when a layer is chosen: the layer's strongest units, and their projections. */
export function lensCase(name: string, layer: string, sides: readonly Side[]): Case {
  const ways = sides.map(({ backend, given }) => wayOn(backend, () => strongest(given, layer)));
  return {
    name: `projections of the ${UNITS} strongest units of ${layer}, ${name}`,
    clock: 'wall',
    ways,
  };
}

/** The pixels of the projections, one after the other. */
export async function strongest(record: ForwardRecord, layer: string): Promise<Float32Array> {
  const units = (await strongestUnits(record, layer)).slice(0, UNITS);
  const projections = await project(record, units);
  return Float32Array.from(projections.flatMap(({ pixels }) => [...pixels]));
}
