import type { Pixels } from '@deconv/datasets';
import type { Fit } from '@deconv/datasets/node';
import { noneOf } from '@deconv/experiments';
import type { Results } from '@deconv/results';
import { decodeAhead } from './decodeAhead.js';
import { progress } from './progress.js';

interface Looking {
  /** Side in pixels that images are brought to. */
  size: number;
  fit: Fit;
  signal: AbortSignal;
}

/**
 * Looks at images one after the other, and says how many are done. One that cannot be read is skipped.
 * @param visit gets an image's pixels and its place in the list
 * @returns what was skipped, and why
 * @throws Error where not one image could be read; the signal's reason when it is aborted
 */
export async function eachImage(
  images: readonly string[],
  { signal, ...decoding }: Looking,
  visit: (pixels: Pixels, index: number) => Promise<void>,
): Promise<Results['data']['skipped']> {
  const skipped: Results['data']['skipped'] = [];
  const report = progress(images.length);
  let index = 0;
  for await (const pixels of decodeAhead(images, decoding)) {
    signal.throwIfAborted();
    if (pixels instanceof Error) skipped.push({ image: images[index]!, reason: pixels.message });
    else await visit(pixels, index);
    report(++index);
  }
  if (skipped.length < images.length) return skipped;
  throw new Error(noneOf(skipped));
}
