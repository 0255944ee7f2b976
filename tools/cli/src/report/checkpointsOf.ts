import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { folderOf } from '../openModel.js';

/** Where `deconv train` leaves what a model was during its training. */
export async function checkpointsOf(source: string): Promise<string | undefined> {
  const folder = join(await folderOf(source), 'epochs');
  const found = await stat(folder).catch(() => undefined);
  return found?.isDirectory() ? folder : undefined;
}
