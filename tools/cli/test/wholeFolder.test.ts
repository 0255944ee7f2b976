import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nameOfOwner, ownerWith, thisProcess, type Owner } from '../src/lock/Owner.js';
import { wholeFolder } from '../src/wholeFolder.js';
import { writeWhole } from '../src/writeWhole.js';
import { holding } from './lock/holding.js';

let folder: string;
const path = (...names: string[]): string => join(folder, ...names);
const write = (part: string) => writeFile(join(part, 'results.json'), '{}');

/** A process that has ended. */
async function ended(): Promise<Owner> {
  const { pid } = spawnSync(process.execPath, ['--version']);
  return { ...(await thisProcess()), pid };
}

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

  it('leaves nothing of a process that was killed, but all that is not ours', async () => {
    const killed = await ended();
    for (const name of [
      `.net.${nameOfOwner(killed)}.part`,
      'net.part',
      '.net.notes.part',
      '.net.7.part',
    ])
      await mkdir(path(name));
    await mkdir(path(`.net-2.${nameOfOwner(killed)}.part`));
    await wholeFolder(path('net'), write);
    expect((await readdir(folder)).sort()).toEqual([
      `.net-2.${nameOfOwner(killed)}.part`,
      '.net.7.part',
      '.net.notes.part',
      'net',
      'net.part',
    ]);
  });

  it('is refused while another process writes it', async () => {
    const other = await holding(path('net'));
    await expect(wholeFolder(path('net'), write)).rejects.toThrow(`process ${other.pid};`);
    await other.release();
    await wholeFolder(path('net'), write);
    expect(await readdir(folder)).toEqual(['net']);
  });
});

describe('a file that is written whole', () => {
  it('leaves nothing of a process that was killed, but what one that lives is writing', async () => {
    const [killed, living] = [await ended(), (await ownerWith(process.ppid))!];
    const left = [killed, living].map((owner) => `a.png.${nameOfOwner(owner)}.part`);
    for (const name of [...left, `b.png.${nameOfOwner(killed)}.part`, 'a.png.part'])
      await writeFile(path(name), '');
    await writeWhole([{ path: path('a.png'), bytes: Buffer.from('new') }]);
    expect((await readdir(folder)).sort()).toEqual(
      ['a.png', left[1], 'a.png.part', `b.png.${nameOfOwner(killed)}.part`].sort(),
    );
  });
});
