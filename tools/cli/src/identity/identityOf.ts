import { PIXELS_FORMAT } from '@deconv/datasets/node';
import { fingerprintOf } from '../fingerprint.js';
import { contentOf } from './contentOf.js';

/**
 * All that the outcome of a work hangs on, part by part and as text, so that what differs can be named. What was begun or kept
 * for another identity is never gone on with.
 */
export type Identity = Readonly<Record<string, string>>;

export interface Subject {
  /** What is computed, and the number of its format: raised when the same inputs give another outcome, or it is kept otherwise. */
  work: string;
  /** What was asked for, by name. */
  options?: Readonly<Record<string, string | number>>;
  /** Paths of images, in their order. */
  images: readonly string[];
  /** What else tells an image, in the same order: its class, say. Default: its path, where outcomes name images. */
  names?: readonly string[];
  /** Fingerprint of the network. */
  network?: string;
}

/** Knows a work by what goes into it. @throws the signal's reason when it is aborted */
export async function identityOf(
  { work, options = {}, images, names = images, network }: Subject,
  signal?: AbortSignal,
): Promise<Identity> {
  const said = Object.entries(options).map(([name, value]) => [name, String(value)] as const);
  return {
    code: `${work}, pixels ${PIXELS_FORMAT}`,
    ...Object.fromEntries(said),
    images: `${images.length}, named ${fingerprintOf(names).slice(0, 16)}`,
    ...(network !== undefined && { network }),
    content: await contentOf(images, signal),
  };
}
