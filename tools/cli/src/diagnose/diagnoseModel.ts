import type { Fit } from '@deconv/datasets/node';
import type { Model } from '@deconv/models';
import {
  DeadUnits,
  describeConvolution,
  networkUpTo,
  type Convolution,
  type Limits,
} from '@deconv/probes';
import type { DiagnoseResultsLayer, Results } from '@deconv/results';
import { setImmediate } from 'node:timers/promises';
import { eachImage } from '../eachImage.js';
import { forwardPhoto } from '../forwardPhoto.js';

export interface DiagnoseTask {
  limits: Limits;
  /** Paths; none where filters alone are looked at. */
  images: readonly string[];
  fit: Fit;
  signal: AbortSignal;
}

export interface DiagnosedModel {
  layers: DiagnoseResultsLayer[];
  /** Images that could not be read, and why. */
  skipped: Results['data']['skipped'];
}

/**
 * Looks at the filters of convolutions, and, where there are images, at which of their feature maps are dead.
 * @throws Error where not one image can be read; the signal's reason when it is aborted
 */
export async function diagnoseModel(
  model: Model,
  chosen: readonly Convolution[],
  task: DiagnoseTask,
): Promise<DiagnosedModel> {
  const { limits, images, signal } = task;
  const units = new DeadUnits(model.network, chosen);
  const skipped = images.length ? await lookAtImages(model, units, task) : [];
  const layers: DiagnoseResultsLayer[] = [];
  for (const convolution of chosen) {
    await setImmediate(); // lets Ctrl-C through
    signal.throwIfAborted();
    const dead = images.length ? units.of(convolution.layer) : null;
    layers.push(await describeConvolution(model.network, convolution, limits, dead));
  }
  return { layers, skipped };
}

async function lookAtImages(
  model: Model,
  units: DeadUnits,
  { images, fit, signal }: DiagnoseTask,
): Promise<Results['data']['skipped']> {
  const { network, preprocess } = model;
  const { rectifiers } = units;
  // Without a rectifier no pass is needed, but images are still read and counted.
  const part = rectifiers.length && { ...model, network: networkUpTo(network, rectifiers) };
  return eachImage(images, { size: preprocess.inputSize, fit, signal }, async (pixels) => {
    if (!part) return;
    const record = forwardPhoto(part, pixels);
    await units.add(record).finally(() => record.dispose());
  });
}
