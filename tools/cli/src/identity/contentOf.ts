import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fingerprintOf } from '../fingerprint.js';
import { progress } from '../progress.js';

const AT_ONCE = 16;

/**
 * SHA-256, hexadecimal, of the bytes of files, one after the other: another one as soon as one byte is another, whatever
 * names, sizes and times say. A folder stands for all that is in it, by its name there. A file that is not there, or cannot be
 * read, is told from one that is.
 * @throws the signal's reason when it is aborted
 */
export async function contentOf(paths: readonly string[], signal?: AbortSignal): Promise<string> {
  // It takes a moment, unless there are very many: a log need not hear of it.
  const report = process.stderr.isTTY ? progress(paths.length, 'files read') : () => undefined;
  const found: string[] = [];
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    signal?.throwIfAborted();
    const part = paths.slice(from, from + AT_ONCE).map((path) => contentsAt(path));
    found.push(...(await Promise.all(part)).flat());
    report(Math.min(from + AT_ONCE, paths.length));
  }
  return fingerprintOf(found);
}

/** @param above folders that this one lies in, by their real paths: a link back into one of them would never end */
async function contentsAt(path: string, above: readonly string[] = []): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return [await hashOf(path)];
  // A pipe or a device has no content of its own, and might never end.
  if (!found?.isDirectory()) return ['none'];
  const place = await realpath(path);
  if (above.includes(place)) return ['folder above'];
  const all: string[] = [];
  for (const name of (await readdir(path)).sort())
    all.push(name, ...(await contentsAt(join(path, name), [...above, place])));
  return [fingerprintOf(all)];
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
    return hash.digest('hex');
  } catch (error) {
    return `unreadable: ${(error as NodeJS.ErrnoException).code}`;
  }
}
