import { project, type ForwardRecord, type RuleName } from '@deconv/core';
import { decodeImage, type Fit } from '@deconv/datasets/node';
import type { Model } from '@deconv/models';
import type { Pixels } from '@deconv/pictures';
import {
  networkUpTo,
  strongestPositions,
  TopActivations,
  winnersByImage,
  type ActivePosition,
} from '@deconv/probes';
import type { OccludeResults } from '@deconv/results';
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
  const { layer, channel } = watching;
  const part = { ...model, network: networkUpTo(model.network, [layer]) };
  const record = forwardPhoto(part, pixels);
  try {
    const [position] = await strongestPositions(record, layer, [channel], 0);
    return await draw(part, record, { image, pixels, ...position!, stem: 'unit' }, watching);
  } finally {
    record.dispose();
  }
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
  const { layer, channel } = watching;
  const top = new TopActivations([{ layer, maps: [{ channel, entries: [] }] }], k);
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
    const record = forwardPhoto(part, pixels);
    const { at, activation } = winner.entry;
    const seen = { image, pixels, at, activation, stem: `other-${winner.rank}` };
    units.push(await draw(part, record, seen, watching).finally(() => record.dispose()));
  }
  return { units, skipped };
}

interface Seen extends ActivePosition {
  image: string;
  pixels: Pixels;
  /** Name of its pictures. */
  stem: string;
}

/** Projects a unit of the watched map. @param record of its image */
async function draw(
  model: Model,
  record: ForwardRecord,
  { image, pixels, at, activation, stem }: Seen,
  { layer, channel, folder, rule }: Watching,
): Promise<Unit> {
  const [projection] = await project(record, [{ layer, channel, at }], { rule });
  const drawn = await drawUnit(folder, stem, pixels, projection!, model);
  const pictures = { patch: `${stem}-patch.png`, projection: `${stem}-projection.png` };
  return { image, at, activation, ...drawn, ...pictures };
}
