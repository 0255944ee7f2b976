import { fetchJson } from '../../parts/fetching/fetchJson.js';

/** Column and row, as shares of the picture's width and height. */
export type Point = [x: number, y: number];

/** Where parts are, by image and part. */
export type Landmarks = Record<string, Record<string, Point>>;

const FORM = '{ "images": { "dog.png": { "nose": [0.5, 0.6] } } }, shares of width and height';

/**
 * Reads a file of landmarks, as `deconv correspond` does: of an image only pairs of numbers are parts.
 * @throws Error where it cannot be read, or is not of that form
 */
export async function loadLandmarks(address: string, signal: AbortSignal): Promise<Landmarks> {
  const { json } = await fetchJson('The landmarks', address, signal);
  const { images } = Object(json) as { images?: unknown };
  if (typeof images !== 'object' || !images)
    throw new Error(`"images" is missing in ${address}; expected ${FORM}.`);
  const marked = Object.entries(images).map(([image, said]): [string, Record<string, Point>] => [
    image,
    Object.fromEntries(Object.entries(Object(said) as object).filter(isMark)),
  ]);
  return Object.fromEntries(marked.filter(([, parts]) => Object.keys(parts).length));
}

function isMark(entry: [string, unknown]): entry is [string, Point] {
  const [, at] = entry;
  return (
    Array.isArray(at) &&
    at.length === 2 &&
    at.every((share) => typeof share === 'number' && share >= 0 && share <= 1)
  );
}
