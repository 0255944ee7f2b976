import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findBrowser } from '../../tools/dev/browser.mjs';
import { BUILT } from './pageInBrowser.js';
import { openPage } from './openPage.js';
import { publishedSite, type PublishedSite } from './publishedSite.js';

const WEIGHTS = 'models/zfnet-photo/weights.bin';

describe('the page and what the browser keeps of it', () => {
  let browser: Browser;
  let site: PublishedSite;
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    browser = await chromium.launch(findBrowser());
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    site = await publishedSite(BUILT);
    page = await openPage(browser, { reducedMotion: 'reduce' });
    complaints = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(`${site.server.origin}/`);
    await page.evaluate(controlled);
  });
  afterEach(async () => {
    await page.context().close();
    site.close();
  });

  test('an open page goes on after another version was published', async () => {
    const scripts = await page.evaluate(
      () => document.querySelector<HTMLScriptElement>('script[type=module][src]')!.src,
    );
    await site.publish('second');
    expect((await fetch(scripts)).status).toBe(404);
    await page.evaluate(anotherWaits);
    // What looks inside is fetched only now.
    await page.locator('deconv-lens').scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Run it here' }).first().dispatchEvent('click');
    await page.locator('deconv-lens .plate.ready').waitFor();
    expect(await page.locator('deconv-lens .failure').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('two open pages keep their version; the last one that is reloaded has the next', async () => {
    const other = await page.context().newPage();
    await other.goto(`${site.server.origin}/about/`);
    await site.publish('second');
    await page.evaluate(anotherWaits);
    await page.reload();
    expect(await page.title()).not.toContain('second');
    await other.close();
    // The page loads itself anew on its way, so that the first document may never have loaded.
    await page.goto(`${site.server.origin}/?photo=fox#layers`, { waitUntil: 'commit' });
    await page.waitForFunction(() => document.title.includes('second'));
    expect(page.url()).toContain('?photo=fox#layers');
    expect(complaints).toEqual([]);
  });

  test('an answer is as good where nothing more can be kept', async () => {
    const client = await page.context().newCDPSession(page);
    await page.evaluate(async (path) => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys())
          if (request.url.includes(path)) await cache.delete(request);
      }
    }, WEIGHTS);
    await client.send('Storage.overrideQuotaForOrigin', {
      origin: site.server.origin,
      quotaSize: 1,
    });
    for (const path of [WEIGHTS, 'models/zfnet-photo/weights.bin', 'about/'])
      expect(await page.evaluate(statusAndSize, path), path).toEqual(await directly(path));
    expect(await page.evaluate(isKept, WEIGHTS)).toBe(false);
  });

  test.each([WEIGHTS, 'about/', 'samples/samples.json'])(
    'a kept %s that is damaged is fetched anew',
    async (path) => {
      const right = await directly(path);
      await page.evaluate(damage, path);
      expect(await page.evaluate(statusAndSize, path)).toEqual(right);
      await expect.poll(() => page.evaluate(isKept, path)).toBe(true);
      await page.context().setOffline(true);
      expect(await page.evaluate(statusAndSize, path)).toEqual(right);
    },
  );

  test('what a newer version has under an old address is not kept for the old one', async () => {
    await site.publish('second');
    await page.evaluate(damage, 'about/');
    expect(await page.evaluate(statusAndSize, 'about/')).toEqual(await directly('about/'));
    await page.context().setOffline(true);
    const offline = await page.evaluate(async () => (await fetch('about/')).text());
    expect(offline).toBe('damaged');
  });

  const directly = async (path: string): Promise<[number, number]> => {
    const response = await fetch(`${site.server.origin}/${path}`);
    return [response.status, (await response.arrayBuffer()).byteLength];
  };
});

/** In the page: waits until a service worker answers for it. */
async function controlled(): Promise<void> {
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller) return;
  await new Promise((resolve) =>
    navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
  );
}

/** In the page: asks for another version, and waits until it is fetched. */
async function anotherWaits(): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  await registration.update();
  const next = registration.installing ?? registration.waiting!;
  while (next.state === 'installing')
    await new Promise((resolve) => next.addEventListener('statechange', resolve, { once: true }));
  if (next.state !== 'installed') throw new Error(`the next version is ${next.state}`);
}

async function statusAndSize(path: string): Promise<[number, number]> {
  const response = await fetch(path);
  return [response.status, (await response.arrayBuffer()).byteLength];
}

/** In the page: puts other bytes where a file is kept. */
async function damage(path: string): Promise<void> {
  const address = new URL(path, document.baseURI).href;
  let damaged = 0;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      if (request.url.split('?')[0] === address) {
        await cache.put(request, new Response('damaged'));
        damaged++;
      }
  }
  if (damaged !== 1) throw new Error(`${damaged} entries for ${address}`);
}

/** In the page: whether a file is kept, and is more than a few bytes. */
async function isKept(path: string): Promise<boolean> {
  const address = new URL(path, document.baseURI).href;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      if (request.url.split('?')[0] === address)
        return (await (await cache.match(request))!.arrayBuffer()).byteLength > 100;
  }
  return false;
}
