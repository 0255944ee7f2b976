import { fetchFrom } from '../fetchFrom.js';

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
  const what = `The file of landmarks at ${address}`;
  const response = await fetchFrom(what, new URL(address, document.baseURI), signal);
  const read: unknown = await response.json().catch((cause: unknown) => {
    throw new Error(`${what} is not JSON; expected ${FORM}.`, { cause });
  });
  const { images } = Object(read) as { images?: Record<string, object> | null };
  if (typeof images !== 'object' || images === null)
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
    at.every((share) => Number(share) >= 0 && Number(share) <= 1)
  );
}
