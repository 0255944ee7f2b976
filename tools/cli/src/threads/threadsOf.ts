import { availableParallelism } from 'node:os';
import { wholeNumber } from '../options.js';

export const threadsOption = {
  type: 'string',
  description: 'how many threads compute; every core, where there are many images',
} as const;

/** Of how many images a thread does its part that its start pays off: it costs as much as ten passes of SqueezeNet. */
const IMAGES_A_THREAD = 20;

/**
 * Reads `--threads`.
 * @returns how many threads so many images get
 * @throws UsageError for what is no whole number from 1 on
 */
export function threadsOf(text: string | undefined): (images: number) => number {
  if (text === undefined)
    return (images) =>
      Math.max(1, Math.min(availableParallelism(), Math.floor(images / IMAGES_A_THREAD)));
  const asked = wholeNumber('threads', text, 1);
  return (images) => Math.min(asked, images);
}
