import { project, type RuleName } from '@deconv/core';
import type { Pixels } from '@deconv/datasets';
import { decodeImage, type Fit } from '@deconv/datasets/node';
import type { Model } from '@deconv/models';
import { networkUpTo, TopActivations, winnersByImage, type Winner } from '@deconv/probes';
import type { OccludeResults } from '@deconv/results';
import { join } from 'node:path';
import { drawUnit } from '../drawUnit.js';
import { eachImage } from '../eachImage.js';
import { forwardPhoto } from '../forwardPhoto.js';

type Unit = NonNullable<OccludeResults['unit']>;

interface Watching {
  layer: string;
  channel: number;
  rule: RuleName;
  fit: Fit;
  /** Where pictures are written. */
  folder: string;
  signal: AbortSignal;
}

/** Projects the strongest unit of a map in one image, and writes what it saw. */
export async function unitIn(
  model: Model,
  image: string,
  pixels: Pixels,
  watching: Watching,
): Promise<Unit> {
  const part = { ...model, network: networkUpTo(model.network, [watching.layer]) };
  const top = emptyTop(watching, 1);
  const record = forwardPhoto(part, pixels);
  await top.add(record, 0).finally(() => record.dispose());
  const [winner] = winnersByImage(top.layers).get(0)!;
  return draw(part, { image, pixels, winner: winner!, stem: 'unit' }, watching);
}

/**
 * The units of a map that are strongest over images, one an image, projected; writes what they saw.
 * @param k how many
 */
export async function strongestUnitsOver(
  model: Model,
  images: readonly string[],
  k: number,
  watching: Watching,
): Promise<{ units: Unit[]; skipped: OccludeResults['data']['skipped'] }> {
  const part = { ...model, network: networkUpTo(model.network, [watching.layer]) };
  const decoding = { size: model.preprocess.inputSize, fit: watching.fit };
  const top = emptyTop(watching, k);
  const looking = { ...decoding, signal: watching.signal };
  const skipped = await eachImage(images, looking, async (pixels, index) => {
    const record = forwardPhoto(part, pixels);
    await top.add(record, index).finally(() => record.dispose());
  });
  const winners = [...winnersByImage(top.layers).values()].flat();
  winners.sort((a, b) => a.rank - b.rank);
  const units: Unit[] = [];
  for (const winner of winners) {
    const image = images[winner.entry.image]!;
    const pixels = await decodeImage(image, decoding);
    units.push(await draw(part, { image, pixels, winner, stem: `other-${winner.rank}` }, watching));
  }
  return { units, skipped };
}

function emptyTop({ layer, channel }: Watching, k: number): TopActivations {
  return new TopActivations([{ layer, maps: [{ channel, entries: [] }] }], k);
}

interface Seen {
  image: string;
  pixels: Pixels;
  winner: Winner;
  /** Name of its pictures. */
  stem: string;
}

async function draw(
  model: Model,
  { image, pixels, winner, stem }: Seen,
  { folder, rule }: Watching,
): Promise<Unit> {
  const record = forwardPhoto(model, pixels);
  try {
    const { layer, channel, entry } = winner;
    const { at, activation } = entry;
    const [projection] = await project(record, [{ layer, channel, at }], { rule });
    const drawn = await drawUnit(join(folder, stem), pixels, projection!, model);
    const pictures = { patch: `${stem}-patch.png`, projection: `${stem}-projection.png` };
    return { image, at, activation, ...drawn, ...pictures };
  } finally {
    record.dispose();
  }
}
