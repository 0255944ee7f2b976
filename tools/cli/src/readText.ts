import { textOf } from '@deconv/untrusted';
import { readFile } from 'node:fs/promises';

/**
 * The text of a file of the user's, without a byte-order mark.
 * @param what names the file, for the message
 * @throws Error where it cannot be read
 */
export async function readText(path: string, what = path): Promise<string> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new Error(`cannot read ${what}: ${(cause as Error).message}`, { cause });
  });
  return textOf(bytes);
}
