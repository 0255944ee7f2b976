import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { injectScripts } from './injectScripts.js';
import { BUILT, PAGES, openSite, readThrough, violations, type Site } from './pageInBrowser.js';

/** HTML and styles that the first paint waits for, compressed. */
const FIRST_PAINT_BYTES = 60 * 1024;

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test('HTML and styles of the first paint keep to their budget', () => {
  const html = readFileSync(join(BUILT, 'index.html'));
  const styles = readdirSync(join(BUILT, '_astro')).filter(
    (file) => file.endsWith('.css') && html.includes(file),
  );
  expect(styles.length).toBeGreaterThan(0);
  const files = [html, ...styles.map((file) => readFileSync(join(BUILT, '_astro', file)))];
  const bytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0);
  expect(bytes).toBeLessThan(FIRST_PAINT_BYTES);
});

test('a link to the page is shown with its card', async () => {
  const page = await site.open('', { javaScriptEnabled: false });
  const [card] = await page
    .locator('meta[property="og:image"]')
    .evaluateAll((metas) => metas.map((meta) => meta.getAttribute('content')!));
  const answer = await page.request.get(new URL(card!, page.url()).href);
  const { width, height } = await sharp(await answer.body()).metadata();
  expect([width, height]).toEqual([1200, 630]);
  await page.context().close();
});

test('the whole argument reads without scripts, with posters and tables', async () => {
  const page = await site.open('', { javaScriptEnabled: false });
  expect(await page.locator('h1').innerText()).toBe('What did the network see?');
  expect(await page.locator('.chapter').count()).toBe(13);
  expect(await page.locator('.figure h3').count()).toBeGreaterThan(10);
  expect(await page.locator('.figure .still, .lens-photo img').count()).toBeGreaterThan(3);
  expect(await page.locator('.maps-poster .sheet svg').count()).toBe(128);
  const drawn = page.locator('.maps-poster image');
  const files = await drawn.evaluateAll((images) =>
    images.map((each) => each.getAttribute('href')!),
  );
  for (const file of new Set(files))
    expect((await page.request.get(`${site.server.origin}${file}`)).ok(), file).toBe(true);
  expect(await page.locator('table').count()).toBeGreaterThan(2);
  expect(await page.locator('math').count()).toBeGreaterThan(5);
  for (const image of await page.locator('main img:visible').all()) {
    await image.scrollIntoViewIfNeeded();
    await expect
      .poll(() => image.evaluate((node) => (node as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(0);
  }
  await page.context().close();
});

test('nothing computes, and no network is fetched, before the reader comes near or asks', async () => {
  const page = await site.open();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.reload({ waitUntil: 'networkidle' });
  expect(asked.filter((url) => /\/models\/.*\.bin/.test(url) && !isWorkerOf(url))).toEqual([]);
  expect(page.workers()).toEqual([]);
  await page.context().close();
});

/** The service worker may keep the first network; figures may not ask for it yet. */
const isWorkerOf = (url: string): boolean => url.includes('sw.js');

test('nothing moves that a reader would notice', async () => {
  const page = await site.open();
  await page.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await readThrough(page);
  const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
  // A tenth of what Web Vitals call good: on a loaded machine a document may come once its figure is seen.
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.01);
  await page.context().close();
});

test.each(PAGES)('axe finds nothing on /%s in either theme', async (path) => {
  const page = await site.open(path);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page), colorScheme).toEqual([]);
  }
  await page.context().close();
});

test.each(PAGES)('no script runs on /%s but the site’s own', async (path) => {
  const page = await site.open(path);
  const before = site.complaints.length;
  expect(await injectScripts(page)).toEqual([]);
  // The browser says of each what it refused.
  expect(site.complaints.splice(before).length).toBeGreaterThanOrEqual(3);
  await page.context().close();
});

test.each(PAGES)('/%s fits the width of a phone, and of a page at 200 %', async (path) => {
  const page = await site.open(path);
  for (const width of [390, 640]) {
    await page.setViewportSize({ width, height: 844 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, String(width)).toBeLessThanOrEqual(0);
  }
  await page.context().close();
});

test('text is as wide as a phone', async () => {
  const page = await site.open('', { viewport: { width: 390, height: 844 } });
  const widths = await page
    .locator('.chapter > p')
    .evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().width));
  expect(widths.length).toBeGreaterThan(20);
  expect(Math.min(...widths)).toBe(390 - 2 * 16);
  await page.close();
});

test('notes fold on a phone and open without scripts', async () => {
  const options = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false };
  const page = await site.open('', options);
  const note = page.locator('.note').first();
  expect(await note.locator('.note-text').isVisible()).toBe(false);
  await note.locator('label').click();
  expect(await note.locator('.note-text').isVisible()).toBe(true);
  await page.context().close();
});

test('an address reopens the view it names', async () => {
  const page = await site.open('?photo=fox&layer=conv3&rule=guided&unit=conv3%3Amap+12');
  const grid = page.locator('#fig-grid');
  expect(await grid.getAttribute('layer')).toBe('conv3');
  expect(await grid.getAttribute('rule')).toBe('guided');
  expect(await page.locator('#fig-lens').getAttribute('src')).toBe('/samples/fox.webp');
  await page.locator('.state-open').click();
  await page.locator('#state-panel [value=panda]').check({ force: true });
  await page.locator('#state-panel [value=gradient]').check();
  await page.locator('#state-panel [value=zfnet-emoji]').check();
  const view = () => Object.fromEntries(new URL(page.url()).searchParams);
  await expect.poll(view).toEqual({
    network: 'zfnet-emoji',
    photo: 'panda',
    layer: 'conv3',
    rule: 'gradient',
  });
  await page.goto(page.url());
  expect(await page.locator('#fig-lens').getAttribute('model')).toBe('/models/zfnet-emoji/');
  expect(await page.locator('#fig-lens').getAttribute('src')).toBe('/samples/panda.webp');
  expect(await page.locator('[data-state-network]').innerText()).toBe('zfnet-emoji');
  await page.context().close();
});

test('a guess is held against what was measured', async () => {
  const page = await site.open();
  const room = page.locator('.guess');
  await room.scrollIntoViewIfNeeded();
  await room.getByRole('button', { name: 'second row, third column' }).click();
  await room.getByRole('button', { name: 'first row, first column' }).click();
  await room.getByRole('button', { name: 'compare' }).click();
  await expect
    .poll(() => room.locator('.guess-result').innerText())
    .toMatch(/^1 of your 2 .* by \d\d points/);
  expect(await room.locator('.guess-answer').isVisible()).toBe(true);
  await page.context().close();
});

test('after the first visit the page and its network are there offline', async () => {
  const page = await site.open();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
  });
  await page.context().setOffline(true);
  await page.goto(`${site.server.origin}/?photo=fox#layers`);
  expect(await page.locator('h1').innerText()).toBe('What did the network see?');
  expect(await page.locator('deconv-lens').evaluate((lens) => lens.matches(':defined'))).toBe(true);
  const weights = await page.evaluate(async () => {
    const response = await fetch('models/zfnet-photo/weights.bin');
    return (await response.arrayBuffer()).byteLength;
  });
  expect(weights).toBeGreaterThan(2e6);
  await page.goto(`${site.server.origin}/about/`);
  expect(await page.locator('#credits').isVisible()).toBe(true);
  await page.context().close();
});

test('nothing complained, and nothing was asked of another host', () => {
  expect(site.complaints).toEqual([]);
});
