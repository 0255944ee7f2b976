import type { KnownModel } from './knownModels.js';
import { requireVery } from './requireVery.js';

/** Where a browser keeps networks that a page fetched from elsewhere. */
const CACHE = 'known-networks';
/** What readers may not want to have kept unasked, in bytes. */
const MOST_KEPT = 64e6;

/** The copy that this browser has kept for the page's origin; undefined where there is none, or another file in its place. */
export async function keptCopy(known: KnownModel): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const cache = await openCache();
  const response = await cache?.match(known.addresses[0]!).catch(() => undefined);
  if (!response) return undefined;
  const content = new Uint8Array(await response.arrayBuffer());
  try {
    requireVery(known, 'the copy', content);
    return content;
  } catch {
    return undefined;
  }
}

/** Keeps a copy, where the browser lets pages keep something and has room: the next visit needs no network. */
export async function keepCopy(known: KnownModel, content: Uint8Array<ArrayBuffer>): Promise<void> {
  if (content.length > MOST_KEPT) return;
  const cache = await openCache();
  await cache?.put(known.addresses[0]!, new Response(content)).catch(() => undefined);
}

/** Node has none, nor have pages that are not served safely. */
async function openCache(): Promise<Cache | undefined> {
  if (typeof caches === 'undefined') return undefined;
  return caches.open(CACHE).catch(() => undefined);
}
