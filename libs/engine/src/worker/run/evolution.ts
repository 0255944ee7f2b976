import { requireUnit } from '@deconv/core';
import { toInput } from '@deconv/models';
import {
  Evolution,
  requireProjectable,
  type EvolutionCell,
  type TopLayer,
  type WatchedMap,
} from '@deconv/probes';
import type { EvolutionResults, EvolutionResultsMap } from '@deconv/results';
import type { NamedPicture, ProbeRequest } from '../../contract.js';
import { header } from './header.js';
import { seenPhoto } from './seenPhoto.js';
import { emptyMaps, strongestOver } from './top.js';
import { unitDocument } from './unitDocument.js';
import type { Workplace } from './Workplace.js';

type Request = Extract<ProbeRequest, { probe: 'evolution' }>;

/** Below this similarity a feature counts as changed: the command's default. */
const CHANGED = 0.5;

/** What `deconv evolution` writes. `model` of the document is the last checkpoint, by the name of the whole network. */
export async function evolution(request: Request, whole: Workplace): Promise<EvolutionResults> {
  const { images, checkpoints, channels = 'random:6', seed = 0, rule = 'deconvnet' } = request;
  if (!checkpoints.length) throw new RangeError('There is no checkpoint to look at.');
  const seen: EvolutionResults['checkpoints'] = [];
  let maps: EvolutionResultsMap[] = [];
  let probe: Evolution | undefined;
  let layers: TopLayer[] = [];
  let last: ReturnType<typeof header> | undefined;
  for (const [i, { name, url }] of checkpoints.entries()) {
    const held = await whole.take(url);
    const place = {
      ...whole,
      ...{ model: held.model, summary: { ...held.summary, name: whole.summary.name } },
      onProgress: shareOf(whole, name, i, checkpoints.length),
    };
    try {
      if (!probe) {
        layers = emptyMaps(place, request.layers, channels, seed);
        const watched = watchedIn(layers);
        probe = new Evolution(watched);
        maps = watched.map((map): EvolutionResultsMap => ({ ...map, cells: [] }));
      }
      for (const map of maps) requireMap(place, map);
      const cells = await lookAt(place, images, layers, probe, rule);
      cells.forEach((cell, map) => maps[map]!.cells.push(cell));
      seen.push({ name, fingerprint: held.summary.fingerprint });
      last = header(place, images);
    } finally {
      held.giveBack();
    }
  }
  return {
    ...last!,
    probe: 'evolution',
    options: { rule, fit: 'cover', channels, seed, changed: CHANGED },
    checkpoints: seen,
    maps,
  };
}

const watchedIn = (layers: readonly TopLayer[]): WatchedMap[] =>
  layers.flatMap(({ layer, maps }) => maps.map(({ channel }) => ({ layer, channel })));

function shareOf({ onProgress }: Workplace, name: string, i: number, count: number) {
  return (fraction: number, message: string): void =>
    onProgress((i + fraction) / count, `Checkpoint ${name}: ${message}`);
}

function requireMap({ model }: Workplace, { layer, channel }: WatchedMap): void {
  requireProjectable(model, layer);
  requireUnit(model.network, { layer, channel, at: [0, 0] });
}

/** One checkpoint: what each map is excited by most, and what became of what it was excited by before. */
async function lookAt(
  place: Workplace,
  images: readonly NamedPicture[],
  layers: readonly TopLayer[],
  probe: Evolution,
  rule: NonNullable<Request['rule']>,
): Promise<EvolutionResultsMap['cells']> {
  const { preprocess, network } = place.model;
  const empty = layers.map(({ layer, maps }) => ({
    layer,
    maps: maps.map(({ channel }) => ({ channel, entries: [] })),
  }));
  const found = await strongestOver(images, empty, 1, place, [0, 0.7]);
  const entries = found.layers.flatMap(({ maps }) => maps.map((map) => map.entries[0]!));
  const pixelsOf = (index: number) => seenPhoto(images[index]!, preprocess.inputSize);
  const imageAt = (index: number) => Promise.resolve(toInput(pixelsOf(index), preprocess));
  const cells = await probe.add(network, entries, imageAt, { rule, signal: place.signal });
  const drawn: EvolutionResultsMap['cells'] = [];
  for (const cell of cells) {
    place.signal.throwIfAborted();
    drawn.push(await cellDocument(cell, images, pixelsOf(cell.entry.image), place));
  }
  return drawn;
}

async function cellDocument(
  { entry, projection, imageChanged, similarity }: EvolutionCell,
  images: readonly NamedPicture[],
  pixels: ReturnType<typeof seenPhoto>,
  { model }: Workplace,
): Promise<EvolutionResultsMap['cells'][number]> {
  const { at, activation } = entry;
  const unit = { image: images[entry.image]!.name, at, activation };
  return {
    ...(await unitDocument(unit, pixels, projection, model.preprocess)),
    imageChanged,
    similarity,
    featureChanged: similarity !== null && similarity < CHANGED,
  };
}
