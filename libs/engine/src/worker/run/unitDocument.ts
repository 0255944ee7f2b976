import type { Projection } from '@deconv/core';
import type { Preprocess } from '@deconv/models';
import type { Pixels } from '@deconv/pictures';
import { drawnUnit } from '@deconv/probes';
import type { TopResultsEntry } from '@deconv/results';
import { pictureUrl } from './pictureUrl.js';

/** What a document says of a unit, its pictures included. */
export async function unitDocument(
  { image, at, activation }: Pick<TopResultsEntry, 'image' | 'at' | 'activation'>,
  seen: Pixels,
  projected: Projection,
  preprocess: Preprocess,
): Promise<TopResultsEntry> {
  const { receptiveField, scale, patch, projection } = drawnUnit(seen, projected, preprocess);
  const [patchUrl, projectionUrl] = [await pictureUrl(patch), await pictureUrl(projection)];
  return {
    ...{ image, at, activation, receptiveField },
    ...{ patch: patchUrl, projection: projectionUrl, scale },
  };
}
