import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from '../../src/node/makeFolder.js';
import { replaceFile } from '../../src/node/replaceFile.js';

/** A device of Linux that has no room for anything. */
const FULL = '/dev/full';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-writing-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a file is replaced as a whole', async () => {
  const path = join(folder, 'file');
  await replaceFile(path, 'old');
  await replaceFile(path, 'new');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['file']);
});

test.skipIf(!existsSync(FULL))(
  'a full disk leaves the old file, and nothing half-written beside it',
  async () => {
    const path = join(folder, 'file');
    await replaceFile(path, 'old');
    // What is written first goes to the full device.
    await symlink(FULL, `${path}.new`);
    await expect(replaceFile(path, 'new')).rejects.toThrow(
      `cannot write to "${path}": ENOSPC: no space left on device, write; free space there`,
    );
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['file']);
  },
);

test('a folder below a file, and one that is not to be written into, are refused by name', async () => {
  await writeFile(join(folder, 'file'), '');
  const below = join(folder, 'file', 'folder');
  await expect(makeFolder(below)).rejects.toThrow(
    new RegExp(`cannot write to "${below}": ENOTDIR: .*; make it writable`),
  );
  const locked = join(folder, 'locked');
  await mkdir(locked);
  await chmod(locked, 0o500);
  // To root nothing is locked.
  if (process.getuid?.() !== 0)
    await expect(makeFolder(locked)).rejects.toThrow(`cannot write to "${locked}": EACCES`);
});
