import { project, type ForwardRecord, type RuleName } from '@deconv/core';
import type { Pixels } from '@deconv/pictures';
import { drawnUnit, strongestUnitAt } from '@deconv/probes';
import type { LensResultsUnit } from '@deconv/results';
import type { Ports } from '../../Ports.js';
import type { Place } from '../placesOf.js';

interface Looking {
  record: ForwardRecord;
  /** The photo as the network sees it. */
  pixels: Pixels;
  layers: readonly string[];
}

/** The strongest unit of each layer at a place, projected; none of a layer where nothing is active. */
export async function unitsAt(
  { record, pixels, layers }: Looking,
  place: Place,
  { rule, path }: { rule: RuleName; path: readonly string[] },
  { model, draw, signal }: Pick<Ports, 'model' | 'draw' | 'signal'>,
): Promise<LensResultsUnit[]> {
  const units: LensResultsUnit[] = [];
  for (const layer of layers) {
    signal.throwIfAborted();
    const unit = await strongestUnitAt(record, layer, place);
    if (unit.activation <= 0) continue;
    const [projected] = await project(record, [unit], { rule });
    const { receptiveField, scale, projection } = drawnUnit(pixels, projected!, model.preprocess);
    const drawn = draw && { projection: await draw([...path, layer], projection) };
    units.push({ ...unit, receptiveField, ...drawn, scale });
  }
  return units;
}
