import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Reads what an earlier run may have left in a report, and somebody else may have changed since.
 * @param read turns the file's text into what is needed of it
 * @throws Error with the path, and what to do, where it is not as the command wrote it
 */
export async function readPart<T>(path: string, read: (text: string) => T): Promise<T> {
  const text = await readFile(path, 'utf8');
  try {
    return read(text);
  } catch (cause) {
    throw new Error(
      `${path}: ${(cause as Error).message}. Delete ${dirname(path)} and run the command again`,
      { cause },
    );
  }
}
