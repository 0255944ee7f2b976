import type { Pixels } from '@deconv/pictures';
import { breather } from '@deconv/probes';
import type { NamedPicture } from '../../contract.js';
import { seenPhoto } from './seenPhoto.js';
import type { Workplace } from './Workplace.js';

/**
 * Looks at photos one after the other, says how many are done, and lets others through in between.
 * @param share of the whole task that this is, from and to
 * @throws Error where there is none; the signal's reason when it is aborted
 */
export async function eachPhoto(
  images: readonly NamedPicture[],
  { model, signal, onProgress }: Workplace,
  visit: (pixels: Pixels, index: number) => Promise<void>,
  [from, to]: readonly [number, number] = [0, 1],
): Promise<void> {
  if (!images.length) throw new RangeError('There is no photo to look at. Add one or more.');
  const breathe = breather();
  for (const [index, image] of images.entries()) {
    const done = from + ((to - from) * index) / images.length;
    onProgress(done, `Looking at photo ${index + 1} of ${images.length}`);
    await visit(seenPhoto(image, model.preprocess.inputSize), index);
    await breathe();
    signal.throwIfAborted();
  }
}
