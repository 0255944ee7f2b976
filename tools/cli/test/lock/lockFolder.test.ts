import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { releaseFolders } from '../../src/lock/heldFolders.js';
import { lockFolder } from '../../src/lock/lockFolder.js';
import { outlast } from '../../src/lock/outlast.js';
import { nameOfOwner, ownerWith, thisProcess, type Owner } from '../../src/lock/Owner.js';
import { requireEmpty } from '../../src/requireEmpty.js';
import { holding } from './holding.js';

let folder: string;
const path = (...parts: string[]): string => join(folder, ...parts);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes an entry into the lock of `out`, as a process leaves it. */
async function leave(...owners: Owner[]): Promise<string> {
  const entry = path('.out.lock', owners.map(nameOfOwner).join('_'));
  await mkdir(path('.out.lock'), { recursive: true });
  await writeFile(entry, '');
  return entry;
}

describe('a folder that is locked', () => {
  test('is held by one process, and by another one when it is released', async () => {
    const first = await holding(path('out'));
    expect(first.said).toBe('held');
    const second = await holding(path('out'));
    expect(second.said).toContain(`is being written by another deconv, process ${first.pid};`);
    await expect(lockFolder(path('out'))).rejects.toThrow(`process ${first.pid};`);
    await first.release();
    const { release } = await lockFolder(path('out'));
    await release();
    expect(await readdir(folder)).toEqual([]);
  });

  test('is the same by whatever name', async () => {
    await mkdir(path('out'));
    await symlink(path('out'), path('link'));
    const first = await holding(path('link'));
    await expect(lockFolder(path('out'))).rejects.toThrow(`process ${first.pid};`);
    await expect(lockFolder(path('out', '..', 'link'))).rejects.toThrow('is being written');
    await first.release();
  });

  test('is held by one of many that begin at once', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => holding(path('out'))));
    expect(all.filter(({ said }) => said === 'held')).toHaveLength(1);
    expect(all.filter(({ said }) => said.includes('is being written'))).toHaveLength(4);
    await Promise.all(all.map(({ release }) => release()));
    expect(await readdir(folder)).toEqual([]);
  });

  test('is asked for more than once by the process that holds it', async () => {
    const { release } = await lockFolder(path('out'));
    const again = await lockFolder(path('out'));
    await again.release();
    expect((await holding(path('out'))).said).toContain(`process ${process.pid};`);
    await release();
    const other = await holding(path('out'));
    expect(other.said).toBe('held');
    await other.release();
  });

  test('is free after its process was killed, and nothing of it stays', async () => {
    await (await holding(path('out'))).kill();
    expect(await readdir(folder)).toEqual(['.out.lock']);
    await lockFolder(path('out'));
    await releaseFolders();
    expect(await readdir(folder)).toEqual([]);
  });

  test.skipIf(!existsSync('/proc/self/stat'))(
    'is not held by another process that got the number of the one that held it',
    async () => {
      const own = await thisProcess();
      await leave({ ...(await ownerWith(process.ppid))!, began: `${own.began}1` });
      await (await lockFolder(path('out'))).release();
    },
  );

  test('is waited for where whoever holds it ends with a process that has ended', async () => {
    const parent = await holding(path('other'));
    const child = await holding(path('another'));
    const gone = (await ownerWith(parent.pid))!;
    await leave((await ownerWith(child.pid))!, gone);
    await expect(lockFolder(path('out'))).rejects.toThrow(`process ${child.pid};`);
    await parent.kill();
    const waiting = lockFolder(path('out'));
    await child.kill();
    await (await waiting).release();
  });

  test('is waited for where somebody has the patience', async () => {
    const first = await holding(path('out'));
    const patience = new AbortController();
    const waiting = lockFolder(path('out'), patience.signal);
    await first.release();
    await (await waiting).release();
    const second = await holding(path('out'));
    const tired = lockFolder(path('out'), patience.signal);
    patience.abort(new Error('interrupted'));
    await expect(tired).rejects.toThrow('interrupted');
    await second.release();
  });
});

// To root nothing is closed.
test.skipIf(process.getuid?.() === 0)(
  'a folder whose lock cannot lie beside it holds nothing by the one inside',
  async () => {
    await mkdir(path('closed', 'out'), { recursive: true });
    await chmod(path('closed'), 0o500);
    const { release } = await lockFolder(path('closed', 'out'));
    expect(await readdir(path('closed', 'out'))).toEqual(['.deconv.lock']);
    await requireEmpty(path('closed', 'out'));
    expect((await holding(path('closed', 'out'))).said).toContain(`process ${process.pid};`);
    await release();
    expect(await readdir(path('closed', 'out'))).toEqual([]);
    await chmod(path('closed'), 0o700);
  },
);

describe('a holder on another machine', () => {
  const elsewhere = async () => {
    const owner = { ...(await thisProcess()), machine: '00000000' };
    return { ...owner, entry: await leave(owner), ending: false };
  };

  test('has ended where it gives no sign of life', async () => {
    const holder = await elsewhere();
    expect(await outlast(holder, { silent: 200 })).toBe(true);
    expect(existsSync(holder.entry)).toBe(false);
  });

  test('stays where it does', async () => {
    const holder = await elsewhere();
    const stays = outlast(holder, { silent: 1e9 });
    const ended = stays.then(() => 'ended');
    const touched = (second: number) => utimes(holder.entry, second, second).then(() => 'touched');
    for (let second = 1; (await Promise.race([ended, touched(second)])) !== 'ended'; second++);
    expect(await stays).toBe(false);
  });
});
