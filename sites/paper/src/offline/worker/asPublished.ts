import type { WorkboxPlugin } from 'workbox-core/types.js';
import { keyOf, publishedFile } from './published.js';

/**
 * Keeps files under this version's keys, gives them out only while they are what was published, and where nothing else is to
 * be had, gives out what there is.
 */
export const asPublished: WorkboxPlugin = {
  cacheKeyWillBeUsed: ({ request }) => {
    const file = publishedFile(request);
    return Promise.resolve(file ? keyOf(file) : request);
  },
  // A newer version may answer at the same address already.
  cacheWillUpdate: async ({ request, response }) =>
    response.status === 200 && (await isPublished(request, response)) ? response : null,
  cachedResponseWillBeUsed: async ({ request, cachedResponse }) =>
    cachedResponse && (await isPublished(request, cachedResponse)) ? cachedResponse : null,
  // A host may add lines to a page that it serves, so that none is ever as it was published.
  handlerDidError: async ({ request }) => {
    const file = publishedFile(request);
    return file && caches.match(keyOf(file));
  },
};

async function isPublished(request: Request, response: Response): Promise<boolean> {
  const file = publishedFile(request);
  if (!file) return true;
  // A damaged entry may not even be readable to its end.
  const bytes = await response
    .clone()
    .arrayBuffer()
    .catch(() => undefined);
  return bytes !== undefined && (await integrityOf(bytes)) === file.integrity;
}

async function integrityOf(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
}
