import type { Fit } from '@deconv/datasets/node';
import type { Pixels } from '@deconv/pictures';
import type { Results } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import { decodeAhead } from './decodeAhead.js';
import { progress } from './progress.js';

interface Looking {
  /** Side in pixels that images are brought to. */
  size: number;
  fit: Fit;
  signal: AbortSignal;
}

/** How many reasons are said where no image can be read. */
const REASONS = 5;

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

/** Says that no image can be read, and why. */
export function noneOf(skipped: Results['data']['skipped']): string {
  const reasons = skipped.slice(0, REASONS).map(({ reason }) => `\n  ${visibleName(reason)}`);
  return `none of ${skipped.length} images can be read:${reasons.join('')}`;
}

/** Lines of a summary on images that were skipped. */
export function skippedLines({ images, skipped, leftOut = [] }: Results['data']): string[] {
  return [
    `looked at ${images - skipped.length} of ${images} ${images === 1 ? 'image' : 'images'}`,
    ...(skipped.length ? [`${skipped.length} skipped, since they cannot be read:`] : []),
    ...skipped.map(({ reason }) => `  ${visibleName(reason)}`),
    ...leftOut.map(({ reason, files }) => `left out: ${files} ${reason}`),
  ];
}
