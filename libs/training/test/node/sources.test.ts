import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EMOJI_CLASSES } from '@deconv/datasets';
import { meanColour } from '@deconv/pictures';
// From the build: it starts a process that runs a file of the build.
import { emojiSource } from '../../dist/node/emojiSource.js';
import { splitFolder } from '../../src/node/splitFolder.js';
import { folderSource } from '../../src/node/folderSource.js';
import { partOf } from '../../src/batch.js';

let folder: string;
const options = { seed: 4, inputSize: 24, batchSize: 6 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-photos-'));
  await writePhotos('red', { r: 200, g: 20, b: 20 });
  await writePhotos('blau ü', { r: 20, g: 20, b: 200 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Ten photos of one colour: large and small, one grey, one CMYK, one with 16 bits. */
async function writePhotos(name: string, background: { r: number; g: number; b: number }) {
  await mkdir(join(folder, name));
  for (let i = 0; i < 10; i++) {
    const photo = sharp({ create: { width: 30 + 9 * i, height: 40, channels: 3, background } });
    if (i === 3) photo.toColourspace('b-w');
    if (i === 4) photo.toColourspace('cmyk').jpeg();
    if (i === 5) photo.toColourspace('rgb16').png();
    const bytes = await (i < 4 ? photo.jpeg() : photo)
      .toFormat(i === 5 ? 'png' : 'jpeg')
      .toBuffer();
    await writeFile(join(folder, name, `${i}.${i === 5 ? 'png' : 'jpg'}`), bytes);
  }
}

test('a folder gives every photo but those kept for validation once an epoch, cut and labelled', async () => {
  const source = await folderSource({ ...options, folder });
  expect(source.classes).toEqual(['blau ü', 'red']);
  const validation = await source.validation();
  expect([...validation.labels].sort()).toEqual([0, 1]);
  const epoch = await Promise.all([0, 1, 2].map((step) => source.batch(step)));
  const labels = epoch.flatMap((batch) => [...batch.labels]);
  expect(labels.filter((label) => label === 1)).toHaveLength(9);
  for (const batch of epoch) expect(batch.pixels).toHaveLength(6 * 24 * 24 * 3);
  const reds = epoch.flatMap((batch) =>
    [...batch.labels.keys()]
      .filter((i) => batch.labels[i] === 1)
      .map((i) => meanColour(partOf(batch, i, i + 1).pixels, 3)),
  );
  // All but the grey one are redder than blue, under every light.
  expect(reds.filter(([red, , blue]) => red! > blue! + 40)).toHaveLength(8);
});

test('of a class with few photos one is kept, of a class with one none', async () => {
  const few = await mkdtemp(join(folder, 'few-'));
  const photo = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  for (const file of ['a/1.png', 'a/2.png', 'a/3.png', 'b/1.png']) {
    await mkdir(join(few, file, '..'), { recursive: true });
    await writeFile(join(few, file), photo);
  }
  const { classes, trained, validation } = await splitFolder(few);
  expect(classes).toEqual(['a', 'b']);
  expect(validation.map(({ path }) => path)).toEqual([join(few, 'a', '3.png')]);
  expect(trained).toHaveLength(3);
  await expect(splitFolder(few, folder)).rejects.toThrow(
    /is of class "blau ü", which is not trained/,
  );
  await rm(join(few, 'a', '2.png'));
  await rm(join(few, 'a', '3.png'));
  await expect(splitFolder(few)).rejects.toThrow(/holds one image of each class/);
  await rm(few, { recursive: true });
});

test('a folder gives the same pictures for the same seed, others for another', async () => {
  const first = await (await folderSource({ ...options, folder })).batch(1);
  expect(await (await folderSource({ ...options, folder })).batch(1)).toEqual(first);
  expect(await (await folderSource({ ...options, seed: 5, folder })).batch(1)).not.toEqual(first);
});

test('a folder without class folders, and a text file named as a photo, are refused by name', async () => {
  await expect(folderSource({ ...options, folder: join(folder, 'red') })).rejects.toThrow(
    /holds images of no class; expected one folder for each of at least two classes/,
  );
  const broken = join(folder, 'red', 'note.jpg');
  await writeFile(broken, 'not a photo');
  const source = await folderSource({ ...options, folder });
  await expect(
    Promise.all([0, 1, 2, 3].map((step) => source.batch(step))).then(() => source.validation()),
  ).rejects.toThrow(/note\.jpg" is no image that can be read/);
  await rm(broken);
});

test('emoji scenes are the same for the same step in any order, and used again cropped anew', async () => {
  const source = emojiSource({ ...options, batchSize: 2 });
  try {
    expect(source.classes).toEqual(EMOJI_CLASSES);
    const later = await source.batch(17);
    const first = await source.batch(0);
    expect(await source.batch(17)).toEqual(later);
    expect(first.pixels).toHaveLength(2 * 24 * 24 * 3);
    const uses = await Promise.all(
      [0, 1, 2].map(async (use) => {
        const steps = Array.from({ length: 16 }, (_, i) => source.batch(16 * use + i));
        return (await Promise.all(steps)).flatMap(({ labels }) => [...labels]).sort();
      }),
    );
    expect(uses[1]).toEqual(uses[0]);
    expect(uses[2]).toEqual(uses[0]);
  } finally {
    source.close();
  }
});
