import { makeFolders } from '@deconv/datasets/node';
import { access, constants } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { realPlace } from '../realPlace.js';

/** Name of a lock inside the folder that it is of; such a folder holds nothing by it. */
export const LOCK_INSIDE = '.deconv.lock';

/**
 * Where the lock of a folder is: beside it, since the folder may not be there yet and is moved to its place whole; inside where
 * this user may not write beside it, as with a disk that is mounted.
 */
export async function lockPlace(folder: string): Promise<string> {
  const place = await realPlace(folder);
  const above = dirname(place);
  await makeFolders(above);
  const beside = await mayWrite(above);
  return beside || !(await mayWrite(place))
    ? join(above, `.${basename(place)}.lock`)
    : join(place, LOCK_INSIDE);
}

const mayWrite = (folder: string): Promise<boolean> =>
  access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
