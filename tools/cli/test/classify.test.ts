import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { main } from '../src/main.js';
import { start } from './process.js';
import { run, saveModel } from './support.js';

/** Enough images that a run can be stopped on its way. */
const MANY = 600;
let folder: string;
const path = (...parts: string[]): string => join(folder, ...parts);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-classify-'));
  for (const name of ['model', 'few', 'many']) await mkdir(path(name));
  await saveModel(path('model'));
  for (let i = 0; i < MANY; i++) {
    const values = Uint8Array.from({ length: 768 }, (_, j) => ((i + 1) * (j + 7) * 31) % 253);
    const bytes = await sharp(values, { raw: { width: 16, height: 16, channels: 3 } })
      .png()
      .toBuffer();
    await writeFile(path('many', `${1000 + i}.png`), bytes);
    if (i < 4) await writeFile(path('few', `${1000 + i}.png`), bytes);
  }
  await writeFile(path('few', '1001b.png'), 'no picture');
});
afterAll(() => rm(folder, { recursive: true }));

interface Printed {
  backend: string;
  results: { image: string }[];
  left?: number;
}

describe('deconv classify', () => {
  it('prints JSON that is the same as if it were printed at once', async () => {
    const { code, stdout } = await run('classify', path('model'), path('few'), '--json');
    const document = JSON.parse(stdout) as Printed;
    expect(stdout).toBe(JSON.stringify(document, undefined, 2));
    expect(Object.keys(document)).toEqual(['backend', 'answer', 'results']);
    expect(document.results.map((result) => 'error' in result)).toEqual([
      ...[false, false, true, false, false],
    ]);
    expect(code).toBe(1);
    const one = await run('classify', path('model'), path('few', '1000.png'), '--json');
    expect(one.stdout).toBe(JSON.stringify(JSON.parse(one.stdout), undefined, 2));
  });

  it('prints each answer as it comes, and says how fast it goes and how long is left', async () => {
    const all: string[] = [];
    for (const name of ['stdout', 'stderr'] as const)
      vi.spyOn(process[name], 'write').mockImplementation((text, ...rest) => {
        all.push(String(text));
        for (const done of rest) if (typeof done === 'function') done();
        return true;
      });
    const code = await main(['classify', path('model'), path('many')]).finally(() =>
      vi.restoreAllMocks(),
    );
    expect(code).toBe(0);
    const at = (text: string): number => all.findIndex((each) => each.startsWith(text));
    expect(all[0]).toContain('says nowhere how pixels');
    expect(at(path('many', '1000.png'))).toBe(1);
    expect(at(path('many', '1099.png'))).toBeLessThan(at('100 of 600'));
    expect(at('100 of 600')).toBeLessThan(at(path('many', '1100.png')));
    expect(all[at('100 of 600')]).toMatch(/^100 of 600 images, [\d.]+\/s, \d+ s left\n$/);
  });

  it('keeps what it has when it is interrupted: in words', async () => {
    const child = start('classify', path('model'), path('many'));
    await child.says('100 of 600');
    child.interrupt();
    const { code, stdout, stderr } = await child.finished;
    expect(code).toBe(1);
    expect(stderr).toContain('interrupted; what was answered until then is printed');
    const images = stdout.split('\n').filter((line) => line.endsWith('.png'));
    expect(images.length).toBeGreaterThanOrEqual(100);
    expect(images.length).toBeLessThan(MANY);
    const whole = await run('classify', path('model'), path('many'));
    expect(whole.stdout.startsWith(stdout.trimEnd())).toBe(true);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'leaves a whole document of JSON that says how many are left: %s',
    async (signal) => {
      const child = start('classify', path('model'), path('many'), '--json');
      await child.says('100 of 600');
      child.end(signal);
      const { code, stdout } = await child.finished;
      expect(code).toBe(1);
      const { results, left } = JSON.parse(stdout) as Printed;
      expect(results.length).toBeGreaterThanOrEqual(100);
      expect(left).toBe(MANY - results.length);
      expect(results[99]!.image).toBe(path('many', '1099.png'));
    },
  );

  it('leaves all answers but the last, line by line, when it is killed', async () => {
    const child = start('classify', path('model'), path('many'), '--json');
    await child.says('200 of 600');
    child.kill();
    const { stdout } = await child.finished;
    expect(stdout).toContain(path('many', '1198.png'));
  });

  it('goes no further where nobody reads it any more', async () => {
    const child = start('classify', path('model'), path('many'));
    await child.says('100 of 600');
    child.leave('stdout');
    const { code, stderr } = await child.finished;
    expect(code).toBe(1);
    expect(stderr).toContain('the result cannot be printed: whoever was to read it has gone');
    expect(stderr).not.toContain('600 of 600');
  });

  it('names in the end what could not be read, also where it is interrupted', async () => {
    await writeFile(path('many', '1010b.png'), 'no picture');
    const child = start('classify', path('model'), path('many'));
    await child.says('100 of 601');
    child.interrupt();
    const { stderr } = await child.finished;
    await rm(path('many', '1010b.png'));
    expect(stderr).toMatch(/interrupted; .*; 1 of 601 images failed\n {2}.*1010b\.png/);
  });
});
