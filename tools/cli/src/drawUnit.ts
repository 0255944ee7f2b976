import type { Projection } from '@deconv/core';
import type { Pixels } from '@deconv/datasets';
import type { Box } from '@deconv/geometry';
import type { Model } from '@deconv/models';
import { drawnUnit } from '@deconv/probes';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pngOf } from './pngOf.js';
import { writeWhole } from './writeWhole.js';

/** Writes a unit's two pictures, each as large as its receptive field. */
export async function drawUnit(
  stem: string,
  seen: Pixels,
  projected: Projection,
  { preprocess }: Model,
): Promise<{ scale: number; receptiveField: Box }> {
  const { scale, receptiveField, patch, projection } = drawnUnit(seen, projected, preprocess);
  await mkdir(dirname(stem), { recursive: true });
  await writeWhole([
    { path: `${stem}-patch.png`, bytes: await pngOf(patch) },
    { path: `${stem}-projection.png`, bytes: await pngOf(projection) },
  ]);
  return { scale, receptiveField };
}
