import { readResults, type OccludeResults } from '@deconv/results';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, saveModel, saveNoise } from './support.js';

let folder: string;
let photo: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-'));
  photo = join(folder, 'photo.png');
  await saveModel(folder);
  // Numbers so small that the answer is no certainty, and channels and means that the square's colour must follow too.
  const preprocess = { channelOrder: 'BGR', meanSubtract: [120, 110, 100], scale: 0.004 };
  await writeFile(join(folder, 'preprocess.json'), JSON.stringify(preprocess));
  await saveNoise(photo);
});
afterAll(() => rm(folder, { recursive: true }));

async function occluded(...options: string[]): Promise<OccludeResults> {
  const { code, stdout, stderr } = await run(
    'occlude',
    folder,
    photo,
    '--json',
    '--backend',
    'wasm',
    ...options,
  );
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return readResults(stdout) as OccludeResults;
}

describe('deconv occlude', () => {
  it('prints the maps, and the same numbers by whole passes', async () => {
    const result = await occluded('--size', '5', '--stride', '4');
    expect(result).toMatchObject({
      grid: { rows: 4, cols: 4, size: 5, stride: 4 },
      layer: 'pool1',
      fill: [128, 128, 128],
      backend: 'wasm',
    });
    for (const map of [result.probability!, result.label, result.activity])
      expect(map.map((row) => row.length)).toEqual([4, 4, 4, 4]);
    expect(result.macs.executed).toBe(result.macs.tight);
    const naive = await occluded('--size', '5', '--stride', '4', '--naive');
    expect(naive).toEqual({ ...result, macs: { ...result.macs, executed: result.macs.naive } });
  });

  it('finds what classify finds in an image of which nothing else is seen', async () => {
    // All but an edge is noise, and the edge has the square's colour.
    const edged = join(folder, 'edged.png');
    const noise = await sharp(photo).extract({ left: 0, top: 0, width: 15, height: 15 }).toBuffer();
    await sharp(noise)
      .extend({ right: 1, bottom: 1, background: { r: 10, g: 200, b: 30 } })
      .png()
      .toFile(edged);
    const options = ['--size', '15', '--fill', '10,200,30', '--class', '2', '--json'];
    const found = await run('occlude', folder, edged, ...options);
    const result = readResults(found.stdout) as OccludeResults;
    const plain = join(folder, 'plain.png');
    const background = { r: 10, g: 200, b: 30 };
    await sharp({ create: { width: 16, height: 16, channels: 3, background } })
      .png()
      .toFile(plain);
    const { stdout } = await run('classify', folder, plain, '--json');
    const { results } = JSON.parse(stdout) as {
      results: [{ predictions: { index: number; probability: number }[] }];
    };
    const { predictions } = results[0];
    expect(predictions[0]!.probability).toBeLessThan(0.99);
    const asked = predictions.find(({ index }) => index === 2)!;
    expect(result.probability![0]![0]).toBe(asked.probability);
    expect(result.label[0]![0]).toBe(predictions[0]!.index);
  });

  it('covers with the mean colour on request', async () => {
    const [r, g, b] = (await occluded('--fill', 'mean')).fill;
    const { channels } = await sharp(photo).stats();
    expect([r, g, b]).toEqual(channels.map(({ mean }) => Math.round(mean)));
  });

  it('watches the map it is told to', async () => {
    const result = await occluded('--layer', 'conv1', '--channel', '3');
    expect(result).toMatchObject({ layer: 'conv1', channel: 3 });
  });

  it('writes a document, its pictures and a figure', async () => {
    const out = join(folder, 'out');
    const written = ['--out', out, '--backend', 'wasm'];
    const { code, stdout } = await run('occlude', folder, photo, ...written);
    expect(code).toBe(0);
    expect(stdout).toContain('a square of 2 at 15×15 places');
    expect(stdout).toContain(`written: ${join(out, 'figure.png')}`);
    expect((await readdir(out)).sort()).toEqual([
      'figure.png',
      'image.png',
      'results.json',
      'unit-patch.png',
      'unit-projection.png',
    ]);
    const results = readResults(await readFile(join(out, 'results.json'), 'utf8'));
    expect(results).toMatchObject({ ...(await occluded()), picture: 'image.png', others: [] });
    const image = sharp(join(out, 'image.png'));
    expect(await image.raw().toBuffer()).toEqual(await sharp(photo).raw().toBuffer());
    const { width, height } = await sharp(join(out, 'figure.png')).metadata();
    expect(width).toBe(5 * 256 + 6 * 16);
    expect(height).toBeGreaterThan(256);
    const { channels } = await sharp(join(out, 'figure.png')).stats();
    expect(channels[0]!.stdev).toBeGreaterThan(10);
  });

  it('projects the map in other images too: those that top finds', async () => {
    const others = await mkdtemp(join(tmpdir(), 'deconv-others-'));
    for (let n = 0; n < 4; n++) {
      const noise = Uint8Array.from({ length: 768 }, (_, i) => ((i + 1) * (n + 3) * 7919) % 256);
      await sharp(noise, { raw: { width: 16, height: 16, channels: 3 } })
        .png()
        .toFile(join(others, `${n}.png`));
    }
    await writeFile(join(others, 'broken.jpg'), 'no image');
    const [out, there] = [join(folder, 'with-others'), join(folder, 'top')];
    const watched = ['--layer', 'conv1', '--channel', '2'];
    const more = ['--others', others, '--k', '2', '--out', out, '--json'];
    const { stdout } = await run('occlude', folder, photo, ...watched, ...more);
    const results = readResults(stdout) as OccludeResults;
    expect(results.data).toMatchObject({
      images: 6,
      skipped: [{ image: join(others, 'broken.jpg') }],
    });
    const args = ['--layer', 'conv1', '--channels', '2', '--k', '2', '--out', there, '--json'];
    const top = JSON.parse((await run('top', folder, others, ...args)).stdout) as {
      layers: [{ maps: [{ entries: { projection: string }[] }] }];
    };
    const { entries } = top.layers[0].maps[0];
    expect(results.others).toHaveLength(2);
    for (const [i, { projection, ...entry }] of entries.entries()) {
      const unit = results.others![i]!;
      expect(unit).toMatchObject({ ...entry, patch: `other-${i + 1}-patch.png` });
      const [mine, theirs] = [join(out, unit.projection), join(there, projection)];
      expect(await readFile(mine)).toEqual(await readFile(theirs));
    }
    await rm(others, { recursive: true });
  });

  it.each([
    ['--size', '0', '--size is "0"; expected a whole number ≥ 1'],
    ['--stride', 'x', '--stride is "x"; expected a whole number ≥ 1'],
    ['--size', '16', '--size is "16"; expected less than the image\'s side, 16'],
    ['--size', '200', '--size is "200"; expected less than'],
    ['--stride', '3', '--stride is "3"; expected at most the square\'s side, 2'],
    ['--fill', '1,2', '--fill is "1,2"; expected grey, mean, or R,G,B'],
    ['--fill', '1,2,999', '--fill is "1,2,999"'],
    ['--others', '.', '--others does nothing without --out'],
  ])('takes %s %s for wrong usage', async (option, value, message) => {
    const { code, stderr } = await run('occlude', folder, photo, option, value);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it.each([
    ['--class', '99', 'no class 99; expected 0 … 2'],
    ['--layer', 'conv', 'no layer is called "conv"; did you mean "conv1"?'],
    ['--channel', '99', 'no channel of "pool1" 99; expected 0 … 3'],
  ])('fails for %s %s and writes nothing', async (option, value, message) => {
    const out = join(folder, 'never');
    const { code, stderr } = await run('occlude', folder, photo, option, value, '--out', out);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(existsSync(out)).toBe(false);
  });
});
