import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** Pictures so narrow that losing anything would be seen. */
const SMALL = 16;
/** No side of a WebP is longer. */
const LONGEST = 16383;
/** Pictures are re-encoded so many at once. */
const AT_ONCE = 4;

/**
 * Makes a folder that a probe wrote fit for the web: pictures become WebP, and its document names them so.
 * @param shorten turns the name of an image into the one that readers see
 */
export async function compact(folder: string, shorten: (image: string) => string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const pictures = names.filter((name) => name.endsWith('.png'));
  const encoded = new Set<string>();
  for (let from = 0; from < pictures.length; from += AT_ONCE)
    await Promise.all(
      pictures.slice(from, from + AT_ONCE).map(async (name) => {
        if (await toWebp(join(folder, name))) encoded.add(name);
      }),
    );
  if (!names.includes('results.json')) return;
  const path = join(folder, 'results.json');
  const results: unknown = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(
    path,
    JSON.stringify(results, (key, value) => readable(key, value, { encoded, shorten })),
  );
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

interface Renaming {
  /** Pictures that are WebP now, by the names they had. */
  encoded: ReadonlySet<string>;
  shorten: (image: string) => string;
}

function readable(key: string, value: unknown, { encoded, shorten }: Renaming): unknown {
  if (typeof value === 'number')
    return Number.isInteger(value) ? value : Number(value.toPrecision(6));
  if (typeof value !== 'string') return value;
  if (encoded.has(value)) return value.replace(/\.png$/, '.webp');
  return key === 'image' ? shorten(value) : value;
}
