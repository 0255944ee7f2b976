import type { Picture } from '@deconv/engine';
import type { PhotoSource } from './PhotoSource.js';
import { decodeWhenNeeded } from './decodeWhenNeeded.js';

/** The pixels of a photo, wherever it comes from. */
export async function fetchPhoto({ from }: PhotoSource, signal: AbortSignal): Promise<Picture> {
  if (from instanceof Blob) return decodeWhenNeeded(from);
  if (typeof from !== 'string') return from;
  const response = await fetch(from, { signal });
  if (!response.ok) throw new Error(`The photo at ${from} did not load (${response.status}).`);
  return decodeWhenNeeded(await response.blob());
}
