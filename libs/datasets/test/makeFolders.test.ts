import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolders } from '../src/node/makeFolders.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-folders-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a folder is made with those above it, by several at once, too, and stays where it is there', async () => {
  const path = join(folder, 'a', 'b', 'c');
  await Promise.all([
    makeFolders(path),
    makeFolders(path),
    makeFolders(join(folder, 'a', 'b', 'd')),
  ]);
  await writeFile(join(path, 'file'), '');
  await makeFolders(path);
  expect(await readdir(path)).toEqual(['file']);
  expect(await readdir(join(folder, 'a', 'b'))).toEqual(['c', 'd']);
});

test('a folder in the place of a file, or below one, is refused', async () => {
  const path = join(folder, 'file');
  await writeFile(path, '');
  await expect(makeFolders(path)).rejects.toThrow('EEXIST');
  await expect(makeFolders(join(path, 'a', 'b'))).rejects.toThrow('ENOTDIR');
});

test.skipIf(!existsSync('/proc/self'))(
  'a folder that the system makes none of is refused, and not tried for ever',
  async () => {
    await expect(makeFolders('/proc/deconv')).rejects.toThrow('ENOENT');
    await expect(makeFolders('/proc/deconv/a/b')).rejects.toThrow('ENOENT');
  },
);
