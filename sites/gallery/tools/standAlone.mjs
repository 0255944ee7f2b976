import { join } from 'node:path';
import sharp from 'sharp';

/** Fields of documents that name a picture. */
const PICTURES = ['picture', 'patch', 'projection'];

/** What holds a picture whose colours are what was measured: less of them, and small marks would fade. */
const COLOURED = 'heat';

/** Pictures so narrow that losing anything would be seen. */
const SMALL = 16;

/**
 * The text of a document with its pictures in it, as WebP, numbers in six digits, and images named as a reader should
 * see them.
 * @param text of results.json
 * @param folder it lies in
 * @param drawings folder that names of images begin with
 */
export async function standAlone(text, folder, drawings) {
  const results = JSON.parse(text);
  await embed(results, folder);
  const short = JSON.stringify(results, (_, value) =>
    typeof value === 'number' ? Number(value.toPrecision(6)) : value,
  );
  return `${short.replaceAll(`${drawings}/`, '').replaceAll('sites/paper/public/', '')}\n`;
}

async function embed(value, folder, exact = false) {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value))
    if (PICTURES.includes(key)) value[key] = await dataUrl(join(folder, each), exact);
    else await embed(each, folder, key === COLOURED);
}

async function dataUrl(path, exact) {
  const picture = sharp(path);
  const { width } = await picture.metadata();
  const lossless = exact || width <= SMALL;
  const bytes = await picture.webp({ quality: 80, effort: 6, lossless }).toBuffer();
  return `data:image/webp;base64,${bytes.toString('base64')}`;
}
