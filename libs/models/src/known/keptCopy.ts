import type { KnownModel } from './knownModels.js';
import { requireKnown } from './requireKnown.js';

/** Where a browser keeps networks that a page fetched from elsewhere. */
const CACHE = 'known-networks';
/** In bytes: larger ones are fetched again, since nobody asked for them to be kept. */
const MOST_KEPT = 64e6;

/** The copy that this browser has kept for the page's origin; undefined where there is none, or another file in its place. */
export async function keptCopy(known: KnownModel): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const cache = await openCache();
    const response = await cache?.match(known.addresses[0]!);
    if (!response) return undefined;
    const content = new Uint8Array(await response.arrayBuffer());
    requireKnown(known, 'the copy', content);
    return content;
  } catch {
    return undefined;
  }
}

/** Keeps a copy, where the browser lets pages keep something and has room: the next visit needs no network. */
export async function keepCopy(known: KnownModel, content: Uint8Array<ArrayBuffer>): Promise<void> {
  if (content.length > MOST_KEPT) return;
  try {
    const cache = await openCache();
    await cache?.put(known.addresses[0]!, new Response(content));
  } catch {
    // Then it is fetched again.
  }
}

/** Node has none, nor have pages that are not served safely. */
async function openCache(): Promise<Cache | undefined> {
  return typeof caches === 'undefined' ? undefined : caches.open(CACHE);
}
