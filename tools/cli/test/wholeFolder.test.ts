import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wholeFolder } from '../src/wholeFolder.js';

let folder: string;
const path = (...names: string[]): string => join(folder, ...names);
const write = (part: string) => writeFile(join(part, 'results.json'), '{}');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-whole-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a folder that is written whole', () => {
  it('stands in the place of an empty one, through a link, too', async () => {
    await mkdir(path('empty'));
    await symlink(path('empty'), path('link'));
    await wholeFolder(path('link'), write);
    expect(await readdir(path('empty'))).toEqual(['results.json']);
    expect((await readdir(folder)).sort()).toEqual(['empty', 'link']);
  });

  it('is refused where something stands, and removes nothing that came while it was made', async () => {
    await mkdir(path('thesis'));
    const filled = wholeFolder(path('thesis'), async (part) => {
      await write(part);
      await writeFile(path('thesis', 'one.txt'), 'a chapter');
    });
    await expect(filled).rejects.toThrow('ENOTEMPTY');
    expect(await readdir(folder)).toEqual(['thesis']);
    expect(await readdir(path('thesis'))).toEqual(['one.txt']);
    await expect(wholeFolder(path('thesis'), write)).rejects.toThrow('holds something already');
  });

  it('is never the one that one stands in, whatever it is called', async () => {
    await expect(wholeFolder('', write)).rejects.toThrow('holds something already');
  });
});
