import type { Projection } from '@deconv/core';
import type { Pixels } from '@deconv/datasets';
import type { Box } from '@deconv/geometry';
import type { Model } from '@deconv/models';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import sharp from 'sharp';
import { scaleOf, shade } from './shade.js';
import { inRgb } from './summarize.js';
import { writeWhole } from './writeWhole.js';

/** Writes a unit's two pictures, each as large as its receptive field. */
export async function drawUnit(
  stem: string,
  { width, height, data }: Pixels,
  { box, pixels }: Projection,
  { preprocess }: Model,
): Promise<{ scale: number; receptiveField: Box }> {
  const values = inRgb(pixels, preprocess.channelOrder);
  const scale = scaleOf(values);
  const patch = sharp(data, { raw: { width, height, channels: 3 } }).extract(box);
  const size = { width: box.width, height: box.height };
  const projection = sharp(shade(values, scale), { raw: { ...size, channels: 3 } });
  await mkdir(dirname(stem), { recursive: true });
  await writeWhole([
    { path: `${stem}-patch.png`, bytes: await patch.png().toBuffer() },
    { path: `${stem}-projection.png`, bytes: await projection.png().toBuffer() },
  ]);
  return { scale, receptiveField: box };
}
