import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { ARTISTS } from '../src/emoji/artists.js';
import { decodeImage } from '../src/node/decodeImage.js';
import { FACES, landmarkSheet } from '../src/node/landmarkSheet.js';
import { loadEmoji } from '../src/node/loadEmoji.js';
import { writeFaces } from '../src/node/writeFaces.js';

test('faces are written with a file that says where the eyes and the nose are in each', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'deconv-faces-'));
  try {
    const options = { labels: ['dog', 'tiger'], perClass: 4, size: 40 } as const;
    const landmarks = await writeFaces(folder, options);
    const saved: unknown = JSON.parse(await readFile(join(folder, 'landmarks.json'), 'utf8'));
    expect(saved).toEqual(landmarks);
    const files = Object.keys(landmarks.images);
    expect(files.length).toBeGreaterThan(4);
    expect((await readdir(folder)).sort()).toEqual([...files, 'landmarks.json'].sort());
    for (const [file, parts] of Object.entries(landmarks.images)) {
      expect(file).toMatch(/^(dog|tiger)-[1-4]\.png$/);
      expect(Object.keys(parts)).toEqual(['leftEyeInImage', 'rightEyeInImage', 'nose']);
      expect((await decodeImage(join(folder, file))).width).toBe(40);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('the sheet rings the left eye red, the right eye blue and the nose green', async () => {
  const side = 400;
  const file = await landmarkSheet(FACES.slice(0, 7), loadEmoji(), side);
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([ARTISTS.length * side, 2 * side]);
  const colourAt = (x: number, y: number) => {
    const i = (Math.floor(y * side) * info.width + Math.floor(x * side)) * info.channels;
    return [...data.subarray(i, i + 3)];
  };
  // The bear by noto: its eyes and nose as marked.
  expect(colourAt(0.327, 0.468)).toEqual([255, 0, 0]);
  expect(colourAt(0.673, 0.465)).toEqual([0, 96, 255]);
  expect(colourAt(0.5, 0.598)).toEqual([0, 200, 0]);
});
