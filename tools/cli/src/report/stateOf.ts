import type { Model } from '@deconv/models';
import { FORMAT, VERSION } from '@deconv/results';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint } from '../fingerprint.js';
import { folderOf } from '../openModel.js';
import { DECONV_VERSION } from '../version.js';
import { keyOf } from './ReportRun.js';

/** SHA-256 of a network, of images as their folders tell them (names, sizes and times), and of the command itself. */
export async function stateOf(model: Model, images: readonly string[]): Promise<string> {
  const made = [DECONV_VERSION, `${FORMAT} ${VERSION}`, fingerprint(model), ...model.labels];
  return keyOf([...made, ...(await statesOf(images))]);
}

/** What files look like from outside: name, size and time. A folder stands for all that is in it. */
export async function statesOf(paths: readonly string[]): Promise<string[]> {
  const states = paths.map(async (path): Promise<string[]> => {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isDirectory()) return [`${path} ${found?.size} ${found?.mtimeMs}`];
    return statesOf((await readdir(path)).sort().map((name) => join(path, name)));
  });
  return (await Promise.all(states)).flat();
}

/** Where `deconv train` leaves what a model was during its training. */
export async function checkpointsOf(source: string): Promise<string | undefined> {
  const folder = join(await folderOf(source), 'epochs');
  const found = await stat(folder).catch(() => undefined);
  return found?.isDirectory() ? folder : undefined;
}
