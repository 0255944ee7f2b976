import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBrowser } from '../../tools/dev/browser.mjs';
import { openPage } from './openPage.js';
import { BUILT } from './pageInBrowser.js';
import { type StaticServer, staticServer } from './staticServer.js';

let server: StaticServer;
let browser: Browser;
beforeAll(async () => {
  server = await staticServer(BUILT);
  const { args, ...rest } = findBrowser();
  // Chromium brings a camera that films a test picture.
  const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  browser = await chromium.launch({ ...rest, args: [...args, ...camera] });
});
afterAll(async () => {
  await browser.close();
  server.close();
});

test('a picture taken with the camera is what all figures look at', async () => {
  const page = await openPage(browser);
  await page.goto(server.origin);
  await page.locator('.state-open').click();
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await page.locator('.camera video').waitFor({ state: 'visible' });
  const seen = (): Promise<number> =>
    page.locator('.camera video').evaluate((video) => (video as HTMLVideoElement).videoWidth);
  await expect.poll(seen).toBeGreaterThan(0);
  await page.locator('[data-shoot]').click();
  const photo = page.locator('#fig-lens');
  await expect.poll(() => photo.getAttribute('src')).toMatch(/^blob:/);
  const size = await page.evaluate(
    async (src) => {
      const { width, height } = await createImageBitmap(await (await fetch(src)).blob());
      return [width, height];
    },
    (await photo.getAttribute('src'))!,
  );
  expect(Math.min(...size)).toBeGreaterThan(100);
  await expect.poll(() => page.locator('.camera').isHidden()).toBe(true);
  await page.close();
});

test('without a camera the page says so', async () => {
  const page = await openPage(browser);
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('none', 'NotFoundError'));
  });
  await page.goto(server.origin);
  await page.locator('.state-open').click();
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await page.getByText('The camera did not open').waitFor();
  await page.close();
});
