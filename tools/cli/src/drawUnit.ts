import type { Projection } from '@deconv/core';
import type { Box } from '@deconv/geometry';
import type { Model } from '@deconv/models';
import type { Pixels } from '@deconv/pictures';
import { drawnUnit } from '@deconv/probes';
import { dirname } from 'node:path';
import { makeFolder } from './makeFolder.js';
import { placeInside } from './placeInside.js';
import { pngOf } from './pngOf.js';
import { writeWhole } from './writeWhole.js';

/**
 * Writes a unit's two pictures, each as large as its receptive field.
 * @param stem of their names, in the folder
 * @throws Error for one that leads out of it
 */
export async function drawUnit(
  folder: string,
  stem: string,
  seen: Pixels,
  projected: Projection,
  { preprocess }: Model,
): Promise<{ scale: number; receptiveField: Box }> {
  const { scale, receptiveField, patch, projection } = drawnUnit(seen, projected, preprocess);
  const place = await placeInside(folder, stem, 'a unit');
  await makeFolder(dirname(place));
  await writeWhole([
    { path: `${place}-patch.png`, bytes: await pngOf(patch) },
    { path: `${place}-projection.png`, bytes: await pngOf(projection) },
  ]);
  return { scale, receptiveField };
}
