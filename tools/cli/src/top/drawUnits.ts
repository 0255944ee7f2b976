import type { RuleName } from '@deconv/core';
import { decodeImage, type Fit } from '@deconv/datasets/node';
import type { Model } from '@deconv/models';
import { projectWinners, winnersByImage } from '@deconv/probes';
import { join } from 'node:path';
import { drawUnit } from '../drawUnit.js';
import { forwardPhoto } from '../forwardPhoto.js';
import { progress } from '../progress.js';
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
        drawn[stemOf(winner)] = await drawUnit(
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
