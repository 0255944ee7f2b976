import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandsToKill } from '../kills/commands.js';
import { prepare } from '../kills/prepare.js';
import { runToKill } from '../kills/runToKill.js';
import { holding } from './holding.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-locked-'));
  await prepare(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const commands = commandsToKill('http://localhost:9/nobody');

/** Files and caches of its own that a command is asked for beside the folder are written for themselves. */
const BESIDE: Record<string, string[]> = {
  project: ['p.npy', 'p.png'],
  transfer: ['cache'],
  layers: ['cache'],
};

describe('where another process writes, a command writes nothing', () => {
  test.for(Object.keys(commands))('%s', async (name) => {
    const at = join(folder, name.replaceAll(' ', '-'));
    await mkdir(at);
    const other = await holding(join(at, 'out'));
    const { code, stderr } = await runToKill(commands[name]!, at);
    await other.release();
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining(`"out" is being written by another deconv, process ${other.pid};`),
    ]);
    expect(await readdir(at)).toEqual(BESIDE[name] ?? []);
  });
});

describe.skipIf(!existsSync('/proc/self'))(
  'where the system makes no folder, a command says so and ends',
  () => {
    test.for(['top', 'layers', 'report', 'train', 'ablate', 'models add'])('%s', async (name) => {
      const at = await mkdtemp(join(folder, 'none-'));
      const command = commands[name]!.map((word) => (word === 'out' ? '/proc/deconv/out' : word));
      const { code, stderr } = await runToKill(command, at);
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/cannot write to "\/proc\/deconv\/out": ENOENT/),
      ]);
    });
  },
);
