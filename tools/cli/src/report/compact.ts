import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { escapeXml } from '../escapeXml.js';

/** Pictures so narrow that losing anything would be seen. */
const SMALL = 16;
/** No side of a WebP is longer. */
const LONGEST = 16383;
/** Pictures are re-encoded so many at once. */
const AT_ONCE = 4;

/** How images and messages are told to readers, who need not know where the author keeps things. */
export interface Telling {
  /** Turns the path of an image into the name that readers see. */
  shorten: (image: string) => string;
  /** Takes the author's places out of a text. */
  hide: (text: string) => string;
}

/**
 * Makes a folder that a command wrote fit for readers: pictures become WebP, and its documents name them so, and images by
 * the names that readers see.
 */
export async function compact(folder: string, telling: Telling): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const pictures = names.filter((name) => name.endsWith('.png'));
  const encoded = new Set<string>();
  for (let from = 0; from < pictures.length; from += AT_ONCE)
    await Promise.all(
      pictures.slice(from, from + AT_ONCE).map(async (name) => {
        if (await toWebp(join(folder, name))) encoded.add(name);
      }),
    );
  const images = new Set<string>();
  for (const name of names.filter((each) => each.endsWith('.json'))) {
    const text = await readFile(join(folder, name), 'utf8');
    const document: unknown = JSON.parse(text);
    const readable = told(document, { encoded, images, ...telling });
    await writeFile(join(folder, name), JSON.stringify(readable));
  }
  // The longest first: a path may be the end of another one.
  const renamed = [...images].sort((a, b) => b.length - a.length);
  for (const name of names.filter((each) => each.endsWith('.svg'))) {
    const markup = renamed.reduce(
      (text, image) => text.replaceAll(escapeXml(image), escapeXml(telling.shorten(image))),
      await readFile(join(folder, name), 'utf8'),
    );
    await writeFile(join(folder, name), telling.hide(markup));
  }
}

/** @returns false for a picture that is too long for it, which stays as it is */
async function toWebp(path: string): Promise<boolean> {
  const picture = sharp(path);
  const { width, height } = await picture.metadata();
  if (Math.max(width, height) > LONGEST) return false;
  await picture
    .webp({ quality: 82, effort: 4, lossless: width <= SMALL })
    .toFile(path.replace(/\.png$/, '.webp'));
  await rm(path);
  return true;
}

interface Renaming extends Telling {
  /** Pictures that are WebP now, by the names they had. */
  encoded: ReadonlySet<string>;
  /** Gets the images that are named. */
  images: Set<string>;
}

/** A value of a document as readers see it. @param image of which it is said, where it is of one */
function told(value: unknown, renaming: Renaming, image?: string): unknown {
  const { encoded, images, shorten, hide } = renaming;
  if (typeof value === 'number')
    return Number.isInteger(value) ? value : Number(value.toPrecision(6));
  if (typeof value === 'string') {
    if (encoded.has(value)) return value.replace(/\.png$/, '.webp');
    // A message names its image once more.
    return hide(image === undefined ? value : value.replaceAll(image, shorten(image)));
  }
  if (Array.isArray(value)) return value.map((each) => told(each, renaming, image));
  if (typeof value !== 'object' || value === null) return value;
  const own = (value as { image?: unknown }).image;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'image' && typeof each === 'string'
        ? (images.add(each), shorten(each))
        : told(each, renaming, typeof own === 'string' ? own : image),
    ]),
  );
}
