import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lives, OWNER, ownerOf } from '../src/lock/Owner.js';
import { prepare } from './kills/prepare.js';
import { start } from './process.js';

let folder: string;
const path = (...parts: string[]): string => join(folder, ...parts);
const report = (out: string, sections = 'top,invariance') => {
  const quick = sections === 'model' ? [] : ['--quick'];
  const images = ['--images', path('photos'), ...quick, '--sections', sections];
  return start('report', path('net'), ...images, '--out', path(out));
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-ended-'));
  await prepare(folder);
});
afterAll(() => rm(folder, { recursive: true }));

/** The part that is being made of a report, and holds its lock. */
async function partOf(out: string) {
  for (;;) {
    const entries = await readdir(path(`.${out}.lock`));
    const found = entries.find((entry) => entry.includes('_'));
    if (found) return ownerOf(OWNER.exec(found)!);
  }
}

describe('a report whose process is ended alone', () => {
  test('by SIGTERM, says how to go on, and leaves nobody behind', async () => {
    const running = report('asked');
    await running.says('invariance-scale');
    running.end('SIGTERM');
    const { code, stderr } = await running.finished;
    expect([code, stderr]).toEqual([1, expect.stringContaining('the same command goes on')]);
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
    const again = await report('asked').finished;
    expect(again.code, again.stderr).toBe(0);
  });

  test('by kill -9, takes its part with it, and its folder is gone on with at once', async () => {
    const running = report('killed');
    await running.says('top');
    const part = await partOf('killed');
    running.kill();
    const again = await report('killed').finished;
    expect(again.code, again.stderr).toBe(0);
    expect(await lives(part)).not.toBe(true);
    expect((await readdir(path('killed'))).filter((name) => name.startsWith('.'))).toEqual([]);
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('a folder that says it is a report', () => {
  const made = { key: 'x', command: 'c', seconds: 1 };
  const reportOf = (name: string) =>
    JSON.stringify({ format: 'deconv report', made: [{ name, ...made }] });

  test.each(['../victim', '..%2fvictim', '..', '.', '', '/etc', 'a/../../victim', 'a\\..\\victim'])(
    'loses nothing that it calls its part by %j',
    async (name) => {
      const out = await mkdtemp(path('hostile-'));
      await mkdir(path('victim'), { recursive: true });
      await writeFile(path('victim', 'thesis.txt'), 'a chapter');
      await writeFile(join(out, 'report.json'), reportOf(name));
      await writeFile(join(out, 'mine.txt'), 'mine');
      const { code, stderr } = await start(
        ...['report', path('net'), '--images', path('photos'), '--sections', 'model', '--out', out],
      ).finished;
      expect([code, stderr]).toEqual([2, expect.stringContaining('is not of a report (')]);
      expect(await readFile(path('victim', 'thesis.txt'), 'utf8')).toBe('a chapter');
      expect((await readdir(out)).sort()).toEqual(['mine.txt', 'report.json']);
    },
  );

  test('loses no more than the link where a part is one to elsewhere', async () => {
    const out = path('linked');
    await mkdir(out);
    await mkdir(path('pictures'));
    await writeFile(path('pictures', 'seen-1.webp'), 'mine');
    await symlink(path('pictures'), join(out, 'answers'));
    await writeFile(join(out, 'report.json'), reportOf('answers'));
    const { code, stderr } = await report('linked', 'model').finished;
    expect([code, stderr]).toEqual([1, expect.stringContaining('leads out of')]);
    expect(await readFile(path('pictures', 'seen-1.webp'), 'utf8')).toBe('mine');
  });

  test('keeps what is somebody else’s, whatever its name ends in', async () => {
    const out = path('kept');
    await mkdir(out);
    await writeFile(
      join(out, 'report.json'),
      JSON.stringify({ format: 'deconv report', made: [] }),
    );
    await writeFile(join(out, 'film.mp4.part'), 'half a film');
    const { code, stderr } = await report('kept', 'model').finished;
    expect(code, stderr).toBe(0);
    expect(await readdir(out)).toContain('film.mp4.part');
  });
});
