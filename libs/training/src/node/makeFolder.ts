import { makeFolders } from '@deconv/datasets/node';
import { access, constants } from 'node:fs/promises';
import { cannotWrite } from './cannotWrite.js';

/** Makes a folder where there is none. @throws Error where it cannot be made, or not be written into. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeFolders(folder);
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw cannotWrite(folder, cause);
  }
}
