import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeInside } from '../src/placeInside.js';

let folder: string;
const path = (...parts: string[]): string => join(folder, ...parts);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-place-'));
  for (const name of ['out', 'victim', 'out/inner']) await mkdir(path(name));
  await symlink(path('victim'), path('out', 'away'));
  await symlink(path('nowhere'), path('out', 'loose'));
  await symlink(path('out', 'inner'), path('out', 'along'));
  await symlink('..', path('out', 'inner', 'up'));
  await symlink(path('out'), path('link'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the place of a name that comes from outside', () => {
  test.each([
    ['a file', 'file.png'],
    ['a file of a folder that is not there yet', 'new/deep/file.png'],
    ['a file behind a link that stays in the folder', 'along/file.png'],
    ['a link of links that stays in the folder', 'inner/up/inner/file.png'],
  ])('is where it is named: %s', async (_, name) => {
    expect(await placeInside(path('out'), name, 'it')).toBe(path('out', name));
    expect(await placeInside(path('link'), name, 'it')).toBe(path('link', name));
  });

  test.each([
    ['the sibling of the folder', '../victim'],
    ['a file of it', '../victim/file.png'],
    ['an absolute path', '/etc/passwd'],
    ['a name that a server takes for the folder above', '%2e%2e/victim'],
    ['the folder itself', '.'],
    ['no name', ''],
    ['a link to elsewhere', 'away'],
    ['a file behind a link to elsewhere', 'away/file.png'],
    ['a file behind a link whose end is missing, and elsewhere', 'loose'],
    ['a link to the folder itself', 'inner/up'],
  ])('is refused: %s', async (_, name) => {
    await expect(placeInside(path('out'), name, 'it')).rejects.toThrow(/^it names "/);
  });
});
