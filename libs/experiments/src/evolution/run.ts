import { requireUnit } from '@deconv/core';
import { asSeen, toInput } from '@deconv/models';
import {
  drawUnit,
  Evolution,
  requireProjectable,
  type EvolutionCell,
  type TopLayer,
} from '@deconv/probes';
import type { EvolutionResults, EvolutionResultsMap, Results } from '@deconv/results';
import type * as v from 'valibot';
import type { CheckpointPorts, DrawingPorts } from '../Ports.js';
import { emptyMaps } from '../running/emptyMaps.js';
import { header } from '../running/header.js';
import { strongestOver } from '../running/strongestOver.js';
import { atCheckpoint } from '../running/atCheckpoint.js';
import type { options } from './options.js';

type Options = v.InferOutput<typeof options>;
type Cell = EvolutionResultsMap['cells'][number];

/** Follows feature maps from checkpoint to checkpoint. The document's network is the last of them. */
export async function run(
  asked: Options,
  ports: CheckpointPorts & Pick<DrawingPorts, 'draw'>,
): Promise<EvolutionResults> {
  const { checkpoints } = ports;
  if (!checkpoints.length) throw new RangeError('There is no checkpoint to look at.');
  const seen: EvolutionResults['checkpoints'] = [];
  let follower: Follower | undefined;
  let begun: ReturnType<typeof header> | undefined;
  for (const [i, { name, open }] of checkpoints.entries()) {
    const { close, ...opened } = await open();
    try {
      const here = atCheckpoint({ ...ports, ...opened }, name, i, checkpoints.length);
      follower ??= follow(asked, here);
      begun = header(here, await lookAt(follower, asked, here, name));
      seen.push({ name, fingerprint: here.network.fingerprint });
    } finally {
      close();
    }
  }
  const { rule, channels, seed, changed } = asked;
  return {
    ...begun!,
    probe: 'evolution',
    options: { rule, fit: ports.fit, channels, seed, changed },
    checkpoints: seen,
    maps: follower!.maps,
  };
}

/** What is followed, and what was found of it so far. */
interface Follower {
  layers: readonly TopLayer[];
  probe: Evolution;
  maps: EvolutionResultsMap[];
}

/** The maps that are chosen at the first checkpoint are those of all. */
function follow({ layers: names, ...chosen }: Options, { model }: DrawingPorts): Follower {
  const layers = emptyMaps(model, names, chosen);
  const watched = layers.flatMap(({ layer, maps }) =>
    maps.map(({ channel }) => ({ layer, channel })),
  );
  const maps = watched.map((map): EvolutionResultsMap => ({ ...map, cells: [] }));
  return { layers, probe: new Evolution(watched), maps };
}

/**
 * One checkpoint: what each map is excited by most, and what became of what it was excited by before.
 * @returns photos that were skipped
 */
async function lookAt(
  { layers, probe, maps }: Follower,
  { rule, changed }: Options,
  ports: DrawingPorts,
  checkpoint: string,
): Promise<Results['data']['skipped']> {
  const { model, photos, signal } = ports;
  for (const { layer, channel } of maps) {
    requireProjectable(model, layer, rule);
    requireUnit(model.network, { layer, channel, at: [0, 0] });
  }
  const empty = layers.map(({ layer, maps }) => ({
    layer,
    maps: maps.map(({ channel }) => ({ channel, entries: [] })),
  }));
  const found = await strongestOver(ports, { layers: empty, k: 1, share: [0, 0.7] });
  const entries = found.layers.flatMap(({ maps }) => maps.map((map) => map.entries[0]!));
  const { inputSize } = model.preprocess;
  const imageAt = async (index: number) =>
    toInput(await photos.at(index, inputSize), model.preprocess);
  const cells = await probe.add(model.network, entries, imageAt, { rule, signal });
  for (const [map, cell] of cells.entries()) {
    signal.throwIfAborted();
    maps[map]!.cells.push(await cellOf(cell, changed, ports, checkpoint));
  }
  return found.skipped;
}

async function cellOf(
  { layer, channel, entry, projection, imageChanged, similarity }: EvolutionCell,
  changed: number,
  ports: DrawingPorts,
  checkpoint: string,
): Promise<Cell> {
  const { photos, model } = ports;
  const { preprocess } = model;
  const pixels = asSeen(await photos.at(entry.image, preprocess.inputSize), preprocess);
  const unit = { ...entry, image: photos.names[entry.image]! };
  const path = [layer, String(channel), checkpoint];
  return {
    ...(await drawUnit(unit, { pixels, projection }, path, ports)),
    ...{ imageChanged, similarity },
    featureChanged: similarity !== null && similarity < changed,
  };
}
