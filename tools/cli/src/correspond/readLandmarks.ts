import type { Point } from '@deconv/datasets';
import { RANDOM, RANDOM_SHARED } from '@deconv/probes';
import { parseJson } from '@deconv/untrusted';
import { readText } from '../readText.js';

/** Where parts of one image are, by their names. */
export type Marks = ReadonlyMap<string, Point>;

const FORM = '{"images": {"file.jpg": {"part": [x, y]}}}, fractions of width and height';

/**
 * Reads a file of landmarks. Of an image only what is a pair of numbers is a part; other remarks are ignored.
 * @returns by image: the name of its file, or its path relative to the folder of images; images without parts are left out
 * @throws Error where it cannot be read, is not of that form, or names a place outside of an image
 */
export async function readLandmarks(path: string): Promise<Map<string, Marks>> {
  const json = parseJson(await readText(path, 'the landmarks'), path, `expected ${FORM}`);
  const { images } = (json ?? {}) as { images?: unknown };
  if (!isRecord(images)) throw new Error(`"images" is missing in ${path}; expected ${FORM}`);
  const marks = Object.entries(images).map(
    ([image, said]) => [image, marksOf(said, `${image} in ${path}`)] as const,
  );
  return new Map(marks.filter(([, { size }]) => size));
}

function marksOf(said: unknown, image: string): Marks {
  if (!isRecord(said)) throw new Error(`nothing is said of ${image}; expected ${FORM}`);
  const marks = Object.entries(said).filter((entry): entry is [string, Point] => isPoint(entry[1]));
  for (const [part, [x, y]] of marks) {
    if (part === RANDOM || part === RANDOM_SHARED)
      throw new Error(`a part of ${image} is called "${part}", as a control is; name it otherwise`);
    if (![x, y].every((value) => value >= 0 && value <= 1))
      throw new Error(
        `"${part}" of ${image} is at ${x}, ${y}; expected fractions of width and height, from 0 to 1`,
      );
  }
  return new Map(marks);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPoint(value: unknown): value is Point {
  return Array.isArray(value) && value.length === 2 && value.every((x) => typeof x === 'number');
}
