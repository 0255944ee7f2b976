import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { ATTRIBUTIONS } from '../emoji/attributions.js';
import type { EmojiClass } from '../emoji/classes.js';
import { sceneSvg } from '../scene/sceneSvg.js';
import { splitScene } from '../scene/splits.js';
import { loadEmoji } from './loadEmoji.js';
import { makeFolders } from './makeFolders.js';

/** Artists whose licence lets a page show their drawings under its own licence, with attribution. */
const ARTISTS = ['noto', 'twemoji'] as const;

/** Things to be told apart from a few pictures of each. */
const LESSONS: readonly { name: string; labels: readonly EmojiClass[]; perClass: number }[] = [
  { name: 'cats against dogs', labels: ['cat', 'dog'], perClass: 6 },
  { name: 'three flowers', labels: ['rose', 'tulip', 'sunflower'], perClass: 4 },
];

const SEED = 1;
const SIZE = 128;
/** Number of the first scene in the test split: samples are others. */
const FIRST = 20_000;

/** Entry of `lessons.json`; files lie beside it. */
interface LessonEntry {
  name: string;
  classes: { name: string; photos: string[] }[];
  asked: string[];
  /** Who drew them and under which licence, to be shown with them. */
  credit: string;
}

/**
 * Draws the pictures of each lesson as WebP files of 128 × 128 pixels, one more of each class to be answered, and writes
 * `lessons.json` beside them.
 * @returns how many pictures there are
 */
export async function writeLessons(folder: string): Promise<number> {
  const glyphs = loadEmoji();
  await makeFolders(folder);
  let count = 0;
  const draw = async (label: EmojiClass, file: string): Promise<string> => {
    const choices = { labels: [label], artists: ARTISTS };
    const scene = splitScene('test', SEED, FIRST + count++, choices);
    const picture = sharp(Buffer.from(sceneSvg(scene, glyphs, SIZE)));
    await picture.webp({ quality: 85, effort: 6 }).toFile(join(folder, file));
    return file;
  };
  const entries: LessonEntry[] = [];
  for (const { name, labels, perClass } of LESSONS) {
    const entry: LessonEntry = { name, classes: [], asked: [], credit: CREDIT };
    for (const label of labels) {
      const photos: string[] = [];
      for (let i = 1; i <= perClass; i++) photos.push(await draw(label, `${label}-${i}.webp`));
      entry.classes.push({ name: label, photos });
    }
    for (const [i, label] of labels.entries())
      entry.asked.push(await draw(label, `${name.split(' ').at(-1)!}-new-${i + 1}.webp`));
    entries.push(entry);
  }
  await writeFile(join(folder, 'lessons.json'), `${JSON.stringify(entries, null, 2)}\n`);
  return count;
}

const CREDIT = ARTISTS.map((artist) => {
  const { name, author, license } = ATTRIBUTIONS[artist];
  return `${name} by ${author}, ${license}, changed`;
}).join('; ');
