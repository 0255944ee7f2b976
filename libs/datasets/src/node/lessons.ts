import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { ATTRIBUTIONS } from '../emoji/attributions.js';
import { sceneSvg } from '../scene/sceneSvg.js';
import { splitScene } from '../scene/splits.js';
import { loadEmoji } from './loadEmoji.js';
import { makeFolders } from './makeFolders.js';

/** Artists whose licence lets a page show their drawings under its own licence, with attribution. */
const ARTISTS = ['noto', 'twemoji'] as const;

interface Lesson {
  name: string;
  /** Names of classes, and the icons that stand for them. */
  things: Readonly<Record<string, string>>;
  perClass: number;
}

/** Things to be told apart from a few pictures of each. No network that comes with the page was taught any of them. */
const LESSONS: readonly Lesson[] = [
  { name: 'horses against wolves', things: { horse: 'horse-face', wolf: 'wolf' }, perClass: 6 },
  {
    name: 'three flowers',
    things: { hibiscus: 'hibiscus', 'cherry blossom': 'cherry-blossom', daisy: 'blossom' },
    perClass: 4,
  },
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
  const glyphs = loadEmoji(
    ARTISTS,
    LESSONS.flatMap(({ things }) => Object.values(things)),
  );
  await makeFolders(folder);
  let count = 0;
  const draw = async (icon: string, file: string): Promise<string> => {
    // Only where and how a thing stands is taken of the scene: what is drawn there has no class.
    const scene = splitScene('test', SEED, FIRST + count++, { artists: ARTISTS });
    delete scene.distractor;
    const svg = sceneSvg(scene, (artist) => glyphs(artist, icon), SIZE);
    await sharp(Buffer.from(svg)).webp({ quality: 85, effort: 6 }).toFile(join(folder, file));
    return file;
  };
  const entries: LessonEntry[] = [];
  for (const { name, things, perClass } of LESSONS) {
    const entry: LessonEntry = { name, classes: [], asked: [], credit: CREDIT };
    for (const [thing, icon] of Object.entries(things)) {
      const photos: string[] = [];
      for (let i = 1; i <= perClass; i++) photos.push(await draw(icon, `${icon}-${i}.webp`));
      entry.classes.push({ name: thing, photos });
    }
    for (const icon of Object.values(things))
      entry.asked.push(await draw(icon, `${icon}-new.webp`));
    entries.push(entry);
  }
  await writeFile(join(folder, 'lessons.json'), `${JSON.stringify(entries, null, 2)}\n`);
  return count;
}

const CREDIT = ARTISTS.map((artist) => {
  const { name, author, license } = ATTRIBUTIONS[artist];
  return `${name} by ${author}, ${license}, changed`;
}).join('; ');
