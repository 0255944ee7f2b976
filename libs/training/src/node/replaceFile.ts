import { rename, writeFile } from 'node:fs/promises';

/** Writes a file that is either the old one or the new one, also when the process is killed or the disk is full. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}
