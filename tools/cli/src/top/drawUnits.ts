import type { Projection, RuleName } from '@deconv/core';
import type { Pixels } from '@deconv/datasets';
import { decodeImage, type Fit } from '@deconv/datasets/node';
import type { Box } from '@deconv/geometry';
import type { Model } from '@deconv/models';
import { projectWinners, winnersByImage } from '@deconv/probes';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { forwardPhoto } from '../forwardPhoto.js';
import { progress } from '../progress.js';
import { scaleOf, shade } from '../shade.js';
import { inRgb } from '../summarize.js';
import { writeWhole } from '../writeWhole.js';
import { saveIfAborted } from './findTop.js';
import { stemOf, type TopRun } from './TopRun.js';

/**
 * Writes patch and projection of every unit that was kept and is not drawn yet; one forward pass an image.
 * @throws the signal's reason, once progress is saved
 */
export async function drawUnits(
  run: TopRun,
  model: Model,
  images: readonly string[],
  { rule, fit, signal }: { rule: RuleName; fit: Fit; signal: AbortSignal },
): Promise<void> {
  const { layers, drawn } = run.progress;
  const byImage = winnersByImage(layers);
  const report = progress(byImage.size, 'images projected');
  let done = 0;
  for (const [image, winners] of byImage) {
    await saveIfAborted(run, signal);
    const left = winners.filter((winner) => !(stemOf(winner) in drawn));
    if (left.length) {
      const pixels = await decodeImage(images[image]!, { size: model.preprocess.inputSize, fit });
      const record = forwardPhoto(model, pixels);
      for await (const { winner, projection } of projectWinners(record, left, { rule }))
        drawn[stemOf(winner)] = await draw(
          join(run.folder, stemOf(winner)),
          pixels,
          projection,
          model,
        );
      record.dispose();
    }
    await run.saveSometimes();
    report(++done);
  }
  await run.save();
}

/** Writes a unit's two pictures, each as large as its receptive field. */
async function draw(
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
