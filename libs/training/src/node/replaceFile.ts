import { rename, rm, writeFile } from 'node:fs/promises';
import { cannotWrite } from './cannotWrite.js';

/**
 * Writes a file that is either the old one or the new one, also when the process is killed or the disk is full.
 * @throws Error where it cannot be written; then the old one stands and nothing lies beside it.
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const unfinished = `${path}.new`;
  try {
    // Flushed, since some file systems say only then that they are full.
    await writeFile(unfinished, content, { flush: true });
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw cannotWrite(path, cause);
  }
}
