import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Artist } from '../emoji/artists.js';
import { ATTRIBUTIONS } from '../emoji/attributions.js';
import type { EmojiClass } from '../emoji/classes.js';
import { sceneSvg } from '../scene/sceneSvg.js';
import { splitScene } from '../scene/splits.js';
import { loadEmoji } from './loadEmoji.js';
import { makeFolders } from './makeFolders.js';

interface Sample {
  label: EmojiClass;
  /** Only artists whose licence lets a page show their drawings under its own licence, with attribution. */
  artist: Extract<Artist, 'noto' | 'twemoji'>;
  /** Number of the scene in the test split, chosen by eye. */
  index: number;
  alt: string;
}

/** Entry of `samples.json`. */
export interface SampleEntry {
  /** File name, beside `samples.json`. */
  file: string;
  label: string;
  alt: string;
  /** Who drew it and under which licence, to be shown with it. */
  credit: string;
}

const SEED = 1;
const SIZE = 192;

/** Scenes that no training with this seed has seen. */
export const SAMPLES: readonly Sample[] = [
  {
    label: 'fox',
    artist: 'noto',
    index: 10002,
    alt: 'The face of a fox, tilted, before mottled green',
  },
  {
    label: 'panda',
    artist: 'noto',
    index: 10017,
    alt: 'The face of a panda before dark red stripes',
  },
  { label: 'tiger', artist: 'noto', index: 10037, alt: 'The face of a tiger before greenish mist' },
  {
    label: 'dog',
    artist: 'twemoji',
    index: 10058,
    alt: 'The face of a brown dog with its tongue out',
  },
  { label: 'owl', artist: 'twemoji', index: 10073, alt: 'A reddish owl before bright green' },
  { label: 'butterfly', artist: 'noto', index: 10082, alt: 'A blue butterfly before pink' },
  {
    label: 'football',
    artist: 'twemoji',
    index: 10108,
    alt: 'A black and white football before dark checks',
  },
  { label: 'pizza', artist: 'noto', index: 10115, alt: 'A slice of pizza before dark checks' },
  {
    label: 'rocket',
    artist: 'noto',
    index: 10132,
    alt: 'A blue and white rocket with red fins, flying before violet',
  },
  { label: 'bus', artist: 'noto', index: 10150, alt: 'A yellow and white bus before pale stripes' },
  { label: 'sunflower', artist: 'noto', index: 10167, alt: 'A sunflower before reddish stripes' },
  {
    label: 'guitar',
    artist: 'twemoji',
    index: 10187,
    alt: 'A red electric guitar before dark red',
  },
];

/**
 * Draws the sample scenes as WebP files of 192 × 192 pixels and writes `samples.json` beside them.
 * @returns what `samples.json` holds
 */
export async function writeSamples(folder: string): Promise<SampleEntry[]> {
  const glyphs = loadEmoji();
  await makeFolders(folder);
  const entries: SampleEntry[] = [];
  for (const { label, artist, index, alt } of SAMPLES) {
    const scene = splitScene('test', SEED, index, { labels: [label], artists: [artist] });
    const file = `${label}.webp`;
    await sharp(Buffer.from(sceneSvg(scene, glyphs, SIZE)))
      .webp({ quality: 90 })
      .toFile(join(folder, file));
    const { name, author, license } = ATTRIBUTIONS[artist];
    entries.push({ file, label, alt, credit: `${name} by ${author}, ${license}, changed` });
  }
  await writeFile(join(folder, 'samples.json'), `${JSON.stringify(entries, null, 2)}\n`);
  return entries;
}
