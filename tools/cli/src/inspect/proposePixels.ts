import type { Model, Preprocess } from '@deconv/models';
import { USUAL_PIXELS, type Pixels, type UsualPixels } from '@deconv/pictures';
import { comparePixels, likeliest, type PixelsFit, type Proposal } from '@deconv/probes';
import { visibleName } from '@deconv/untrusted';
import { decodeAhead } from '../decodeAhead.js';
import { imagesOf } from '../imagesOf.js';
import { say } from '../say.js';
import { isSame } from './isSame.js';

/** Name of the way that the model itself says, where it is none of the usual ones. */
export const AS_SAID = 'as-said';

/** One way of making pixels, and what the network does with it. */
export interface Way {
  name: string;
  about: string;
  preprocess: Preprocess;
  fit: PixelsFit;
}

/** Ways of making pixels, the likeliest first. */
export interface Proposed extends Omit<Proposal<string>, 'order'> {
  ways: Way[];
  /** How many photos were looked at. */
  photos: number;
}

/** So many photos are enough: means over all their positions hardly change with more. */
const MOST_PHOTOS = 32;

/**
 * Compares the usual ways of making pixels on photos, and the one that the model says.
 * @param paths of images, or folders of them
 * @throws Error where none can be read, or nothing tells the ways apart
 */
export async function proposePixels(model: Model, paths: readonly string[]): Promise<Proposed> {
  const photos = await photosOf(model, paths);
  const ways = waysOf(model);
  const fits = new Map<string, PixelsFit>();
  for (const [name, { preprocess }] of ways)
    fits.set(name, await comparePixels(model.network, preprocess, photos));
  const { order, ...proposal } = likeliest(fits);
  const ordered = order.map((name) => ({ name, ...ways.get(name)!, fit: fits.get(name)! }));
  return { ...proposal, ways: ordered, photos: photos.length };
}

async function photosOf({ preprocess }: Model, paths: readonly string[]): Promise<Pixels[]> {
  const { images } = await imagesOf(paths);
  const chosen = evenly(images, MOST_PHOTOS);
  const photos: Pixels[] = [];
  const faults: string[] = [];
  for await (const pixels of decodeAhead(chosen, { size: preprocess.inputSize, fit: 'cover' }))
    if (pixels instanceof Error) faults.push(visibleName(pixels.message));
    else photos.push(pixels);
  if (!photos.length) throw new Error(faults[0] ?? 'there are no images to look at');
  for (const fault of faults) say(`skipped: ${fault}`);
  return photos;
}

/** Of a list, so many at even distances: folders of classes are listed one after the other. */
const evenly = <T>(list: readonly T[], most: number): T[] =>
  list.length <= most
    ? [...list]
    : Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)]!);

function waysOf({ preprocess, preprocessSource }: Model) {
  const { inputSize } = preprocess;
  const grey = preprocess.channelOrder === 'grey';
  const ways = new Map<string, { about: string; preprocess: Preprocess }>();
  for (const [name, usual] of Object.entries<UsualPixels>(USUAL_PIXELS)) {
    const { about, meanSubtract = [0, 0, 0], scale = 1 } = usual;
    // One channel has one mean and one scale.
    if (grey && [meanSubtract, [scale].flat()].some((all) => new Set(all).size > 1)) continue;
    const channelOrder = grey ? 'grey' : (usual.channelOrder ?? 'RGB');
    ways.set(name, { about, preprocess: { inputSize, channelOrder, meanSubtract, scale } });
  }
  const isUsual = [...ways.values()].some((way) => isSame(way.preprocess, preprocess));
  if (preprocessSource !== undefined && !isUsual)
    ways.set(AS_SAID, { about: `as ${preprocessSource} says`, preprocess });
  return ways;
}
