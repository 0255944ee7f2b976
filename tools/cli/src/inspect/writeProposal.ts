import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { folderOf, isRemote } from '../openModel.js';
import { UsageError } from '../UsageError.js';
import { writeWhole } from '../writeWhole.js';
import type { Proposed } from './proposePixels.js';

/**
 * Where the likeliest way is to be written, before any work is done for it.
 * @throws UsageError for a model that lies in no folder here; for a file that is there already, unless it may be replaced
 */
export async function placeToWrite(source: string, overwrite: boolean): Promise<string> {
  if (isRemote(source))
    throw new UsageError(
      '--write does nothing for a model that is not in a folder here; download it first',
    );
  const path = join(await folderOf(source), 'preprocess.json');
  const there = await stat(path).catch(() => undefined);
  if (there && !overwrite)
    throw new UsageError(`"${path}" exists already; say --overwrite too, if it is to be replaced`);
  return path;
}

/** Writes the likeliest way, whole or not at all. */
export async function writeProposal(path: string, { ways }: Proposed): Promise<void> {
  const text = `${JSON.stringify(ways[0]!.preprocess, undefined, 2)}\n`;
  await writeWhole([{ path, bytes: new TextEncoder().encode(text) }]);
}
