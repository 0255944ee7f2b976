import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { type Browser, type Page, chromium } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../tools/dev/browser.mjs';
import { type StaticServer, staticServer } from './staticServer.js';

const BUILT = fileURLToPath(new URL('../../sites/paper/dist/', import.meta.url));
/** Software rendering compiles shaders for many seconds. */
const PATIENCE = 180_000;

let server: StaticServer | undefined;
let browser: Browser | undefined;

beforeAll(async () => {
  if (!existsSync(BUILT)) throw new Error('The page is not built: npm run build -w @deconv/paper');
  server = await staticServer(BUILT);
  browser = await chromium.launch(findBrowser());
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

const ready = (page: Page) => page.locator('.plate.ready').waitFor({ timeout: PATIENCE });
const units = (page: Page) => page.locator('.cells[role=radiogroup]');

/** What axe finds, in words, in the page and in its figures. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
  return found;
}

/** Colour noise with a red square, as PNG: nothing the network was trained on. */
async function photo(): Promise<Buffer> {
  const square = { create: { width: 120, height: 120, channels: 3, background: '#c33' } } as const;
  const sky = { create: { width: 400, height: 300, channels: 3, background: '#7ac' } } as const;
  return sharp(sky)
    .composite([{ input: await sharp(square).png().toBuffer(), left: 140, top: 90 }])
    .png()
    .toBuffer();
}

const SHIPPED = fileURLToPath(new URL('../../models/zfnet-emoji/model.json', import.meta.url));

// The page computes with a network that the repository ships; without one there is nothing to drive.
describe.skipIf(!existsSync(SHIPPED))('the built page', () => {
  let page: Page;
  const complaints: string[] = [];
  const abroad: string[] = [];

  beforeAll(async () => {
    page = await browser!.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('request', (request) => {
      const url = request.url();
      if (url.startsWith('http') && !url.startsWith(server!.origin)) abroad.push(url);
    });
    await page.goto(server!.origin);
  });
  afterAll(() => page.close());

  test('computes on the graphics processor, and says so', { timeout: PATIENCE }, async () => {
    await ready(page);
    expect(await units(page).getByRole('radio').count()).toBe(9);
    expect(await page.locator('.status').innerText()).toMatch(/Backend\s*webgl/);
    expect(await page.locator('.predictions li').first().innerText()).toMatch(/%/);
  });

  test('shows projections that are not blank', async () => {
    const spread = await page
      .locator('.detail deconv-pixels:not(.patch) canvas')
      .evaluate((node) => {
        const canvas = node as HTMLCanvasElement;
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        return (
          Math.max(...data.filter((_, i) => i % 4 < 3)) -
          Math.min(...data.filter((_, i) => i % 4 < 3))
        );
      });
    expect(spread).toBeGreaterThan(100);
  });

  test('another layer shows its own units', { timeout: PATIENCE }, async () => {
    await page.getByRole('radio', { name: /^conv1/ }).check();
    await page.locator('.cells[aria-label$=conv1]').waitFor({ timeout: PATIENCE });
    await ready(page);
    expect(await page.locator('.facts h3').innerText()).toMatch(/^conv1:map \d+$/);
  });

  test('a photo of one’s own is looked at', { timeout: PATIENCE }, async () => {
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'square.png', mimeType: 'image/png', buffer: await photo() });
    await page.locator('.photo[aria-label^="square.png, as"]').waitFor({ timeout: PATIENCE });
    await ready(page);
    expect(await page.locator('.failure').count()).toBe(0);
  });

  test('a dropped photo is looked at', { timeout: PATIENCE }, async () => {
    const bytes = [...(await photo())];
    await page.locator('deconv-grid').evaluate((figure, bytes) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(
        new File([new Uint8Array(bytes)], 'dropped.png', { type: 'image/png' }),
      );
      figure.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
    }, bytes);
    await page.locator('.photo[aria-label^="dropped.png, as"]').waitFor({ timeout: PATIENCE });
    await ready(page);
  });

  test('the Try buttons set the figure', { timeout: PATIENCE }, async () => {
    await page.getByRole('button', { name: 'the plain gradient instead' }).click();
    await expect.poll(() => page.locator('deconv-grid').getAttribute('rule')).toBe('gradient');
    await ready(page);
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing in the %s theme',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    },
  );

  test.each([
    ['a phone', 390],
    ['a page at 200 %', 640],
  ])('fits the width of %s', async (_, width) => {
    await page.setViewportSize({ width, height: 844 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test('nothing complained, and nothing was asked of another host', () => {
    expect(complaints).toEqual([]);
    expect(abroad).toEqual([]);
  });
});

test('the text reads without scripts', async () => {
  const context = await browser!.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(server!.origin);
  expect(await page.locator('h1').innerText()).not.toBe('');
  expect(await page.locator('noscript').innerText()).toMatch(/needs JavaScript/);
  expect(await page.locator('.section').count()).toBeGreaterThan(2);
  await context.close();
});
