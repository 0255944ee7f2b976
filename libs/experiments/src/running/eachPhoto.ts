import { asSeen } from '@deconv/models';
import type { Pixels } from '@deconv/pictures';
import { breather } from '@deconv/probes';
import type { Results } from '@deconv/results';
import type { Photos, Ports, Stage } from '../Ports.js';
import { noneOf } from '../skipped.js';

interface Looking {
  /** How much of the whole task it is. */
  share?: readonly [from: number, to: number];
  /** Other photos than those of the experiment. */
  photos?: Photos;
  /** Places in their list of those that are looked at. */
  which?: readonly number[];
}

/**
 * Looks at photos one after the other, and lets others through in between. One that cannot be read is skipped.
 * @param visit gets a photo as the network sees it, and its place in the list
 * @returns what was skipped, and why
 * @throws Error where there is none, or none can be read; the signal's reason when it is aborted
 */
export async function eachPhoto(
  ports: Ports,
  visit: (pixels: Pixels, index: number) => Promise<void>,
  { share = [0, 1], photos = ports.photos, which = [...photos.names.keys()] }: Looking = {},
): Promise<Results['data']['skipped']> {
  const total = which.length;
  if (!total) throw new RangeError('There is no photo to look at. Add one or more.');
  const report = ports.begin(lookingAt(total, share));
  const skipped: Results['data']['skipped'] = [];
  const breathe = breather();
  let done = 0;
  for await (const pixels of photos.all(ports.model.preprocess.inputSize, which)) {
    ports.signal.throwIfAborted();
    const index = which[done]!;
    if (pixels instanceof Error)
      skipped.push({ image: photos.names[index]!, reason: pixels.message });
    else await visit(asSeen(pixels, ports.model.preprocess), index);
    report(++done);
    await breathe();
  }
  ports.signal.throwIfAborted();
  if (skipped.length < total) return skipped;
  throw new Error(noneOf(skipped));
}

/** The stage of looking at so many photos. */
export function lookingAt(total: number, share: Stage['share']): Stage {
  return {
    ...{ share, total, counted: 'images' },
    message: (done) => `Looking at photo ${Math.min(done + 1, total)} of ${total}`,
  };
}
