import { project, type RuleName } from '@deconv/core';
import { asSeen, recordOf } from '@deconv/models';
import { drawUnit, strongestPositions } from '@deconv/probes';
import type { OccludeResults } from '@deconv/results';
import type { DrawingPorts, Photos } from '../../Ports.js';
import { partOf, strongestOver } from '../../running/strongestOver.js';
import type { OccludePorts } from '../OccludePorts.js';

type Unit = NonNullable<OccludeResults['unit']>;

interface Watching {
  layer: string;
  channel: number;
  rule: RuleName;
  /** In how many other photos, at most. */
  k: number;
  /** How much of the whole task it is. */
  share: readonly [from: number, to: number];
}

/** Projects the strongest unit of the watched map in a photo. @param path of its pictures */
export async function unitIn(
  photos: Photos,
  index: number,
  path: readonly string[],
  { layer, channel, rule }: Watching,
  ports: DrawingPorts,
): Promise<Unit> {
  const { model } = ports;
  const { preprocess } = model;
  const pixels = asSeen(await photos.at(index, preprocess.inputSize), preprocess);
  const record = await recordOf(partOf(model, [{ layer }]), pixels);
  try {
    const [position] = await strongestPositions(record, layer, [channel], 0);
    const { at, activation } = position!;
    const [projection] = await project(record, [{ layer, channel, at }], { rule });
    const unit = { image: photos.names[index]!, at, activation };
    return await drawUnit(unit, { pixels, projection: projection! }, path, ports);
  } finally {
    record.dispose();
  }
}

/** The units of the watched map that are strongest over other photos, one a photo. */
export async function unitsIn(
  watching: Watching,
  ports: DrawingPorts & OccludePorts,
): Promise<{ units: Unit[]; skipped: OccludeResults['data']['skipped'] }> {
  const { others: photos } = ports;
  if (!photos.names.length) return { units: [], skipped: [] };
  const { layer, channel, k, share } = watching;
  const empty = [{ layer, maps: [{ channel, entries: [] }] }];
  const { layers, skipped } = await strongestOver(ports, { layers: empty, k, share, photos });
  const units: Unit[] = [];
  for (const [rank, { image }] of layers[0]!.maps[0]!.entries.entries()) {
    ports.signal.throwIfAborted();
    units.push(await unitIn(photos, image, [`other-${rank + 1}`], watching, ports));
  }
  return { units, skipped };
}
