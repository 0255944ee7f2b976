import type { Projection } from '@deconv/core';
import type { Preprocess } from '@deconv/models';
import type { Pixels } from '@deconv/pictures';
import type { TopResultsEntry } from '@deconv/results';
import { drawnUnit } from './drawnUnit.js';

/** A unit as documents tell of it, its pictures aside. */
type Unit = Pick<TopResultsEntry, 'image' | 'at' | 'activation'>;

interface Seen {
  pixels: Pixels;
  projection: Projection;
}

interface Drawing {
  model: { preprocess: Preprocess };
  /** Keeps a picture of this name, in the folders that it lies in. @returns what the document calls it */
  draw: (path: readonly string[], pixels: Pixels) => Promise<string>;
}

/**
 * What a document says of a unit, with its two pictures, each as large as its receptive field.
 * @param path of the pictures' names, which end with what tells the two apart
 */
export async function drawUnit(
  { image, at, activation }: Unit,
  { pixels, projection: projected }: Seen,
  path: readonly string[],
  { model, draw }: Drawing,
): Promise<TopResultsEntry> {
  const drawn = drawnUnit(pixels, projected, model.preprocess);
  const pathOf = (which: string) => [...path.slice(0, -1), `${path.at(-1)}-${which}`];
  const patch = await draw(pathOf('patch'), drawn.patch);
  const projection = await draw(pathOf('projection'), drawn.projection);
  const { receptiveField, scale } = drawn;
  return { image, at, activation, receptiveField, patch, projection, scale };
}
