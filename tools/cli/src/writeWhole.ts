import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { partOf, sweepBeside } from './lock/parts.js';

export interface FileToWrite {
  path: string;
  bytes: Uint8Array;
}

/**
 * Writes files whole or not at all: beside their places first, and moved there when all of them are written. What a process
 * that was killed left there is removed.
 */
export async function writeWhole(files: readonly FileToWrite[]): Promise<void> {
  const parts = await Promise.all(files.map(({ path }) => partOf(path)));
  try {
    for (const { path } of files) await naming(path, requireNoFolder(path));
    for (const [i, { path, bytes }] of files.entries())
      await naming(path, writeFile(parts[i]!, bytes));
    for (const [i, { path }] of files.entries()) await naming(path, rename(parts[i]!, path));
  } catch (error) {
    // What was never written cannot be removed either, below a folder that is none.
    await Promise.allSettled(parts.map((part) => rm(part, { force: true })));
    throw error;
  }
  for (const { path } of files) await sweepBeside(path);
}

/** @throws Error that names the path where the work on it fails, and says what to do */
async function naming(path: string, work: Promise<void>): Promise<void> {
  await work.catch((cause: unknown) => {
    const reason = explain(cause as NodeJS.ErrnoException);
    throw new Error(`cannot write ${path}: ${reason}`, { cause });
  });
}

async function requireNoFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
}

function explain({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such folder. Make it first, or name another';
  if (code === 'ENOTDIR') return 'a part of this path is a file, not a folder';
  if (code === 'EISDIR') return 'it is a folder; expected the name of a file in it';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return 'this user may not write there. Name another folder';
  return message;
}
