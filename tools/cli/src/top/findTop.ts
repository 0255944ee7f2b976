import type { Fit } from '@deconv/datasets/node';
import type { Model } from '@deconv/models';
import { TopActivations } from '@deconv/probes';
import { decodeAhead } from '../decodeAhead.js';
import { noneOf } from '../eachImage.js';
import { forwardPhoto } from '../forwardPhoto.js';
import { progress } from '../progress.js';
import type { TopRun } from './TopRun.js';

/**
 * Looks at the images that are left and keeps the strongest activations. An image that cannot be read is skipped.
 * @throws Error where not one image could be read; the signal's reason, once progress is saved
 */
export async function findTop(
  run: TopRun,
  model: Model,
  images: readonly string[],
  { k, fit, signal }: { k: number; fit: Fit; signal: AbortSignal },
): Promise<void> {
  const { progress: state } = run;
  if (state.looked) process.stderr.write(`going on after ${state.looked} images\n`);
  const top = new TopActivations(state.layers, k);
  const report = progress(images.length);
  const left = images.slice(state.looked);
  for await (const pixels of decodeAhead(left, { size: model.preprocess.inputSize, fit })) {
    await saveIfAborted(run, signal);
    if (pixels instanceof Error)
      state.skipped.push({ image: images[state.looked]!, reason: pixels.message });
    else {
      const record = forwardPhoto(model, pixels);
      await top.add(record, state.looked).finally(() => record.dispose());
    }
    state.looked++;
    await run.saveSometimes();
    report(state.looked);
  }
  if (state.skipped.length < images.length) return run.save();
  await run.close();
  throw new Error(noneOf(state.skipped));
}

/** @throws the signal's reason, where it is aborted */
export async function saveIfAborted(run: TopRun, signal: AbortSignal): Promise<void> {
  if (signal.aborted) await run.save();
  signal.throwIfAborted();
}
