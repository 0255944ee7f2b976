import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import axe from 'axe-core';
import { type Browser, type Page, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../tools/dev/browser.mjs';
import { injectScripts } from './injectScripts.js';
import { openPage } from './openPage.js';

const house = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-report-'));
  const images = ['fox', 'tiger', 'bus'].flatMap((name) => [
    '--images',
    house(`sites/paper/public/samples/${name}.webp`),
  ]);
  const sections = ['--sections', 'model,answers,filters,top,occlusion,invariance,controls,made'];
  const args = ['report', house('models/zfnet-emoji'), ...images, ...sections, '--quick'];
  const command = [house('tools/cli/bin/deconv.js'), ...args, '--out', join(folder, 'report')];
  await promisify(execFile)(process.execPath, command);
  browser = await chromium.launch(findBrowser());
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** What axe finds, in words, in the page and in its figures. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

/** Scrolls to each figure until it has drawn its document. */
async function readThrough(page: Page): Promise<void> {
  for (const figure of await page.locator('section > [src^="#"]').all()) {
    await figure.scrollIntoViewIfNeeded();
    await figure.locator('.plate.ready').waitFor();
  }
}

describe('a report, opened from a disc', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    test(`draws every figure, fetches nothing from elsewhere and satisfies axe, ${colorScheme}`, async () => {
      const page = await openPage(browser, { viewport: { width: 390, height: 844 }, colorScheme });
      const complaints: string[] = [];
      page.on(
        'console',
        (message) => message.type() === 'error' && complaints.push(message.text()),
      );
      page.on('pageerror', ({ message }) => complaints.push(message));
      const abroad: string[] = [];
      page.on('request', (request) => {
        if (!/^(file|data|blob):/.test(request.url())) abroad.push(request.url());
      });
      await page.goto(pathToFileURL(join(folder, 'report', 'index.html')).href);
      await readThrough(page);
      expect(await page.locator('section > [src^="#"]').count()).toBeGreaterThanOrEqual(6);
      const unseen = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(unseen).toBe(0);
      expect(await violations(page)).toEqual([]);
      expect([...complaints, ...abroad]).toEqual([]);
      await page.close();
    });

  test('runs no script but its own', async () => {
    const page = await openPage(browser);
    await page.goto(pathToFileURL(join(folder, 'report', 'index.html')).href);
    expect(await injectScripts(page)).toEqual([]);
    await page.close();
  });

  test('can be clicked through: another layer, another feature map', async () => {
    const page = await openPage(browser, { viewport: { width: 1280, height: 900 } });
    await page.goto(pathToFileURL(join(folder, 'report', 'index.html')).href);
    const grid = page.locator('deconv-grid');
    await grid.scrollIntoViewIfNeeded();
    await grid.locator('.plate.ready').waitFor();
    await grid.getByRole('radio', { name: 'conv1' }).first().check();
    await grid.locator('h3', { hasText: /^conv1 map \d+/ }).waitFor();
    await page.close();
  });

  test('shows pictures, numbers and commands without scripts', async () => {
    const page = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(pathToFileURL(join(folder, 'report', 'index.html')).href);
    const pictures = page.locator('deconv-grid img, deconv-invariance img');
    expect(await pictures.count()).toBeGreaterThanOrEqual(4);
    for (const picture of await pictures.all()) await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => page.locator('deconv-grid img').first().isVisible()).toBe(true);
    const parts = page.locator('#section-controls .cells svg image');
    const [first, ...others] = await parts.all();
    expect(await first!.getAttribute('href')).toBe('controls/project.webp');
    expect(others.length).toBeGreaterThanOrEqual(2);
    const photos = page.locator('#section-answers img');
    for (const photo of await photos.all()) {
      await photo.scrollIntoViewIfNeeded();
      await expect
        .poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth))
        .toBeGreaterThan(0);
    }
    expect(await photos.count()).toBe(3);
    expect(await page.locator('#section-controls li', { hasText: 'similarity' }).count()).toBe(
      others.length - 1,
    );
    expect(await page.locator('#section-made code').allTextContents()).toContainEqual(
      expect.stringMatching(/^\s*deconv top .* --layer=\S+ /),
    );
    expect(await page.locator('table').count()).toBe(1);
    await page.close();
  });
});
