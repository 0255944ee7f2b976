/* global self, caches, location */
// Keeps the page readable, and computing, without a network: its files and its first network from the first visit on,
// other networks once they have been used. The build fills in the list.
const VERSION = '%VERSION%';
const SHELL = '%SHELL%';
const KEPT = `deconv-${VERSION}`;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(SHELL)));
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, protocol } = new URL(request.url);
  // What the reader links from elsewhere is theirs: it is neither kept nor touched.
  if (request.method !== 'GET' || origin !== location.origin || !protocol.startsWith('http'))
    return;
  event.respondWith(answer(request));
});

async function dropOthers() {
  const names = (await caches.keys()).filter((name) => name.startsWith('deconv-') && name !== KEPT);
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** What is kept, else what the network gives. A link to a view differs from the page only behind its question mark. */
async function answer(request) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(request, { ignoreSearch: request.mode === 'navigate' });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && response.status !== 206) await cache.put(request, response.clone());
  return response;
}
