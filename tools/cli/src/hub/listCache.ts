import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../cacheFolder.js';

/** A network on the Hub of which files are kept. */
export interface CachedNetwork {
  name: string;
  commit: string;
  /** Of the files that are kept, parts of files included. */
  bytes: number;
  folder: string;
}

/** What the cache of networks on the Hub holds, in the order of their names. */
export async function listCache(): Promise<CachedNetwork[]> {
  const root = cacheFolder('hub');
  const found: CachedNetwork[] = [];
  for (const owner of await foldersIn(root))
    for (const name of await foldersIn(join(root, owner)))
      for (const commit of await foldersIn(join(root, owner, name))) {
        if (!/^[0-9a-f]{40}$/.test(commit)) continue;
        const folder = join(root, owner, name, commit);
        const bytes = await sizeOf(join(folder, 'files'));
        found.push({ name: `hf:${owner}/${name}`, commit, bytes, folder });
      }
  return found;
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
