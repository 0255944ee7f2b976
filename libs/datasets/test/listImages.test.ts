import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leftOutInWords } from '../src/node/leftOut.js';
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
    const { images, leftOut } = await listImages(folder);
    expect(images).toEqual([
      { path: join(folder, 'hunde/alt/ä 🐶.webp'), folder: 'hunde' },
      { path: join(folder, 'katzen/a.png'), folder: 'katzen' },
      { path: join(folder, 'katzen/b.JPG'), folder: 'katzen' },
      { path: join(folder, 'oben.jpeg'), folder: '' },
    ]);
    expect(leftOutInWords(folder, leftOut)).toBe(
      `2 hidden (.versteckt, ${join('katzen', '._a.png')}), 1 other than images (notes.txt)`,
    );
  });

  test('tells a missing folder, a file and an empty folder apart', async () => {
    await expect(listImages(join(folder, 'none'))).rejects.toThrow(/there is no folder ".*none"/);
    await expect(listImages(join(folder, 'notes.txt'))).rejects.toThrow(
      /notes\.txt" is a file; expected a folder/,
    );
    await expect(listImages(join(folder, 'leer'))).rejects.toThrow(
      /leer" holds no image; expected JPEG, PNG/,
    );
  });

  test('goes by content where a name says nothing: no ending, an unknown one, one in upper case', async () => {
    const other = join(folder, 'andere');
    await mkdir(other);
    const png = await sharp({
      create: { width: 2, height: 2, channels: 3, background: '#123' },
    })
      .png()
      .toBuffer();
    const files = {
      A: png,
      'b.jfif': png,
      'c.PNG': 'x',
      'd.bmp': 'x',
      'e.heic': HEIC,
      'f.svgz': 'x',
    };
    for (const [name, content] of Object.entries({ ...files, g: '', 'h.json': '{}' }))
      await writeFile(join(other, name), content);
    const { images, leftOut } = await listImages(other);
    expect(images.map(({ path }) => basename(path))).toEqual([
      'A',
      'b.jfif',
      'c.PNG',
      'd.bmp',
      'e.heic',
    ]);
    expect(leftOutInWords(other, leftOut)).toBe(
      '2 other than images (f.svgz, h.json), 1 empty (g)',
    );
  });

  test('follows links to folders and files, says which lead nowhere, and never goes round', async () => {
    const linked = join(folder, 'links');
    await mkdir(join(linked, 'own'), { recursive: true });
    await symlink(join(folder, 'katzen'), join(linked, 'cats'));
    await symlink(join(folder, 'katzen'), join(linked, 'felines'));
    await symlink(join(folder, 'oben.jpeg'), join(linked, 'own', 'one.jpeg'));
    await symlink(linked, join(linked, 'own', 'round'));
    await symlink(join(folder, 'nirgends'), join(linked, 'own', 'gone.png'));
    await symlink(join(linked, 'own', 'self'), join(linked, 'own', 'self'));
    const { images, leftOut } = await listImages(linked);
    expect(images.map(({ path, folder: label }) => [label, basename(path)])).toEqual([
      ['cats', 'a.png'],
      ['cats', 'b.JPG'],
      ['felines', 'a.png'],
      ['felines', 'b.JPG'],
      ['own', 'one.jpeg'],
    ]);
    expect(leftOutInWords(linked, leftOut)).toBe(
      `2 hidden (${join('cats', '._a.png')}, ${join('felines', '._a.png')}), 2 links that lead nowhere (${join('own', 'gone.png')}, ${join('own', 'self')}), 1 links to a folder that was listed (${join('own', 'round')})`,
    );
  });

  test('waits for no pipe', async () => {
    const piped = join(folder, 'rohre');
    await mkdir(piped);
    await writeFile(join(piped, 'a.png'), 'x');
    execFileSync('mkfifo', [join(piped, 'b.png'), join(piped, 'c')]);
    const { images, leftOut } = await listImages(piped);
    expect(images.map(({ path }) => basename(path))).toEqual(['a.png']);
    expect(leftOutInWords(piped, leftOut)).toBe('2 other than files (b.png, c)');
  });

  test('says what a folder without images holds', async () => {
    const notes = join(folder, 'notizen');
    await mkdir(notes);
    await writeFile(join(notes, 'plan.md'), '# images');
    await expect(listImages(notes)).rejects.toThrow(
      /holds no image; .*It holds 1 other than images \(plan\.md\)/,
    );
  });
});

/** The beginning of a picture as phones take it. */
const HEIC = Buffer.from('\0\0\0\x1cftypheic\0\0\0\0mif1heicmiaf', 'latin1');
