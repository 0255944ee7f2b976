import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listImages } from '../src/node/listImages.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-list-'));
  for (const name of ['katzen', 'hunde/alt', 'leer', '.versteckt'])
    await mkdir(join(folder, name), { recursive: true });
  const names = [
    'katzen/b.JPG',
    'katzen/a.png',
    'hunde/alt/ä 🐶.webp',
    'oben.jpeg',
    'notes.txt',
    '.versteckt/x.png',
    'katzen/._a.png',
  ];
  for (const name of names) await writeFile(join(folder, name), 'x');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('listImages', () => {
  test('finds images below a folder in path order, each with its class folder', async () => {
    expect(await listImages(folder)).toEqual([
      { path: join(folder, 'hunde/alt/ä 🐶.webp'), folder: 'hunde' },
      { path: join(folder, 'katzen/a.png'), folder: 'katzen' },
      { path: join(folder, 'katzen/b.JPG'), folder: 'katzen' },
      { path: join(folder, 'oben.jpeg'), folder: '' },
    ]);
  });

  test('tells a missing folder, a file and an empty folder apart', async () => {
    await expect(listImages(join(folder, 'none'))).rejects.toThrow(/there is no folder ".*none"/);
    await expect(listImages(join(folder, 'notes.txt'))).rejects.toThrow(
      /notes\.txt" is a file; expected a folder/,
    );
    await expect(listImages(join(folder, 'leer'))).rejects.toThrow(
      /leer" holds no image; expected files ending in \.jpg/,
    );
  });
});
