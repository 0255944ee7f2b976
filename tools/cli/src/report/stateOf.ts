import type { Model } from '@deconv/models';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint } from '../fingerprint.js';
import { keyOf } from './ReportRun.js';

/** SHA-256 of a network, and of images as their folders tell them: names, sizes and times. */
export async function stateOf(model: Model, images: readonly string[]): Promise<string> {
  const states = images.map(async (image) => {
    const found = await stat(image).catch(() => undefined);
    return `${image} ${found?.size} ${found?.mtimeMs}`;
  });
  return keyOf([fingerprint(model), ...(await Promise.all(states))]);
}

/** Where `deconv train` leaves what a model was during its training. */
export async function checkpointsOf(source: string): Promise<string | undefined> {
  const folder = join(source, 'epochs');
  const found = await stat(folder).catch(() => undefined);
  return found?.isDirectory() ? folder : undefined;
}
