import { readResults, type EvolutionResults } from '@deconv/results';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, saveModel } from './support.js';

let folder: string;
let images: string;
let checkpoints: string;

/** Three checkpoints: 2 differs from 1, and 10 is 2 once more. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-evolution-'));
  images = join(folder, 'images');
  checkpoints = join(folder, 'epochs');
  await mkdir(images);
  for (let n = 0; n < 5; n++) {
    const noise = Uint8Array.from(
      { length: 16 * 16 * 3 },
      (_, i) => ((i + 1) * (n + 3) * 7919) % 256,
    );
    await sharp(noise, { raw: { width: 16, height: 16, channels: 3 } })
      .png()
      .toFile(join(images, `${n}.png`));
  }
  for (const name of ['1', '2', '10']) {
    const place = join(checkpoints, name);
    await mkdir(place, { recursive: true });
    await saveModel(place);
    await writeFile(join(place, 'preprocess.json'), JSON.stringify({ meanSubtract: [99, 99, 99] }));
    if (name === '1') continue;
    const bytes = await readFile(join(place, 'weights.bin'));
    // Filter by filter another mixture, so that other images win.
    const weights = new Float32Array(bytes.buffer, bytes.byteOffset, 3 * 3 * 3 * 4);
    weights.reverse();
    await writeFile(join(place, 'weights.bin'), bytes);
  }
});
afterAll(() => rm(folder, { recursive: true }));

const evolution = (...options: string[]) =>
  run('evolution', checkpoints, images, '--layers', 'conv1', '--channels', 'all', ...options);

describe('deconv evolution', () => {
  it('finds at each checkpoint what top finds there', async () => {
    const out = join(folder, 'all');
    const { code, stdout, stderr } = await evolution('--out', out, '--json');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const results = readResults(stdout) as EvolutionResults;
    expect(results.model.name).toBe(basename(folder));
    expect(results.checkpoints.map(({ name }) => name)).toEqual(['1', '2', '10']);
    for (const [i, name] of ['1', '2', '10'].entries()) {
      const there = join(folder, `top-${name}`);
      const top = await run(
        ...['top', join(checkpoints, name), images, '--layer', 'conv1', '--channels', 'all'],
        ...['--k', '1', '--out', there, '--json'],
      );
      const { layers } = JSON.parse(top.stdout) as {
        layers: [{ maps: { entries: [{ image: string; at: number[]; projection: string }] }[] }];
      };
      for (const [m, { entries }] of layers[0].maps.entries()) {
        const cell = results.maps[m]!.cells[i]!;
        const { image, at, projection } = entries[0];
        expect(cell).toMatchObject({ image, at });
        const [mine, theirs] = [join(out, cell.projection), join(there, projection)];
        expect(await readFile(mine)).toEqual(await readFile(theirs));
      }
    }
  });

  it('tells a network that changed from one that stayed the same', async () => {
    const text = await readFile(join(folder, 'all', 'results.json'), 'utf8');
    const { maps } = readResults(text) as EvolutionResults;
    const second = maps.map(({ cells }) => cells[1]!);
    expect(second.some(({ imageChanged }) => imageChanged)).toBe(true);
    expect(second.some(({ featureChanged }) => featureChanged)).toBe(true);
    for (const { cells } of maps) {
      expect(cells[0]).toMatchObject({
        imageChanged: false,
        similarity: null,
        featureChanged: false,
      });
      expect(cells[2]).toMatchObject({ imageChanged: false, featureChanged: false });
      expect(cells[2]!.similarity).toBeCloseTo(1, 5);
    }
  });

  it('finds the same on two threads', async () => {
    const out = join(folder, 'threads');
    const { stdout } = await evolution('--out', out, '--threads', '2', '--json');
    expect(stdout).toBe(await readFile(join(folder, 'all', 'results.json'), 'utf8'));
  });

  it('draws a sheet a layer, and says what happened', async () => {
    const out = join(folder, 'sheets');
    const { stdout } = await evolution('--out', `${out}/`);
    expect(stdout).toContain('3 checkpoints: 1, 2, 10');
    expect(stdout).toContain('looked at 5 of 5 images');
    expect(stdout).toMatch(
      /conv1: another image \d+ times, another feature \d+ times, last at checkpoint 2/,
    );
    const { width } = await sharp(join(out, 'conv1.png')).metadata();
    expect(width).toBeGreaterThan(700);
    expect((await readdir(out)).sort()).toEqual(['conv1', 'conv1.png', 'results.json']);
  });

  it('skips what is no image, and fails where there is nothing else, leaving nothing behind', async () => {
    const broken = join(folder, 'broken');
    await mkdir(broken);
    await writeFile(join(broken, 'a.jpg'), 'no image');
    const args = ['--layers', 'conv1', '--channels', '0', '--out'];
    const some = await run('evolution', checkpoints, broken, images, ...args, join(folder, 'some'));
    expect(some.code).toBe(0);
    expect(some.stdout).toContain('looked at 5 of 6 images\n1 skipped');
    const none = await run('evolution', checkpoints, broken, ...args, join(folder, 'none'));
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('none of 1 images can be read');
    expect((await readdir(folder)).filter((name) => name.startsWith('none'))).toEqual([]);
  });

  it('takes a folder that holds something for wrong usage', async () => {
    const { code, stderr } = await evolution('--out', images);
    expect(code).toBe(2);
    expect(stderr).toContain('holds something already');
    expect(existsSync(join(images, '0.png'))).toBe(true);
  });

  it.each([
    ['--layers conv', 1, 'did you mean "conv1"?'],
    ['--layers conv1 --channels 7', 1, 'there is no channel 7'],
    ['--layers conv1 --changed x', 2, '--changed is "x"; expected a number'],
    ['--layers conv1 --rule magic', 2, '--rule is "magic"'],
  ])('refuses %s', async (options, expected, message) => {
    const out = join(folder, 'never');
    const args = ['evolution', checkpoints, images, ...options.split(' '), '--out', out];
    const { code, stderr } = await run(...args);
    expect(code).toBe(expected);
    expect(stderr).toContain(message);
    expect(existsSync(out)).toBe(false);
  });
});
