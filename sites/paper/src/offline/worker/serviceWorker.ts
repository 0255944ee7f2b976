// Keeps the page readable, and computing, without a network: its files and its first network from the first visit on,
// other networks once they have been used. A newer version waits until no page of the older one is open.
import { cacheNames } from 'workbox-core/cacheNames.js';
import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import { registerRoute } from 'workbox-routing/registerRoute.js';
import { CacheFirst } from 'workbox-strategies/CacheFirst.js';
import { NetworkFirst } from 'workbox-strategies/NetworkFirst.js';
import { asPublished } from './asPublished.js';
import { keyOf, published, publishedFile, REVISION } from './published.js';
import { startAnew, TAKE_OVER } from './startAnew.js';

declare const self: ServiceWorkerGlobalScope;

/** Files that are kept once they were asked for. */
const LATER = 'deconv-later';

const first = new PrecacheController();
first.addToCacheList(
  published
    .filter(({ atFirst }) => atFirst)
    .map(({ url, integrity, named }) => ({ url, revision: named ? null : integrity })),
);

self.addEventListener('install', (event) => void first.install(event));
self.addEventListener('activate', (event) => {
  void first.activate(event);
  event.waitUntil(dropOlder().then(() => self.clients.claim()));
});
self.addEventListener('message', ({ data }) => {
  if (data === TAKE_OVER) void self.skipWaiting();
});

const keptAtFirst = new CacheFirst({ cacheName: cacheNames.precache, plugins: [asPublished] });
const keptLater = new CacheFirst({ cacheName: LATER, plugins: [asPublished] });
/** What a host put beside the site, such as a network of its own, may change at any time. */
const notPublished = new NetworkFirst({ cacheName: LATER });

// What the reader links from elsewhere is theirs: it is neither kept nor touched.
registerRoute(
  ({ sameOrigin }) => sameOrigin,
  async (options) => {
    const { request } = options;
    const again = request.mode === 'navigate' ? await startAnew() : undefined;
    if (again) return again;
    const file = publishedFile(request);
    if (!file) return notPublished.handle(options);
    return (file.atFirst ? keptAtFirst : keptLater).handle(options);
  },
);

/** Drops what older versions kept, and this version has not. */
async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  // Once each version had a cache of its own.
  const old = names.filter((name) => name.startsWith('deconv-') && name !== LATER);
  await Promise.all(old.map((name) => caches.delete(name)));
  const keys = new Set(published.map(keyOf));
  const later = await caches.open(LATER);
  const requests = await later.keys();
  const dropped = requests.filter(({ url }) => url.includes(REVISION) && !keys.has(url));
  await Promise.all(dropped.map((request) => later.delete(request)));
}
