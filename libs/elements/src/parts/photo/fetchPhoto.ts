import type { Picture } from '@deconv/engine';
import { fetchFrom } from '../fetching/fetchFrom.js';
import type { PhotoSource } from './PhotoSource.js';
import { decodeWhenNeeded } from './decodeWhenNeeded.js';

/** The pixels of a photo, wherever it comes from. */
export async function fetchPhoto({ from }: PhotoSource, signal: AbortSignal): Promise<Picture> {
  if (from instanceof Blob) return decodeWhenNeeded(from);
  if (typeof from !== 'string') return from;
  const response = await fetchFrom(`The photo at ${from}`, addressIn(from), signal);
  return decodeWhenNeeded(await response.blob());
}

function addressIn(from: string): URL {
  if (URL.canParse(from, document.baseURI)) return new URL(from, document.baseURI);
  throw new Error(`The photo is “${from}”; expected the address of a picture.`);
}
