import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildHouse } from './house.js';
import { openPage } from './openPage.js';
import { BUILT, openSite, type Site } from './pageInBrowser.js';
import { type StaticServer, staticServer } from './staticServer.js';

const ANYONE = { 'Access-Control-Allow-Origin': '*' };

let published: StaticServer;
let site: Site;
beforeAll(async () => {
  published = await staticServer(BUILT, ANYONE);
  site = await openSite();
});
afterAll(async () => {
  await site.close();
  published.close();
});

test('what the embed page gives to copy draws a figure in a page of another origin', async () => {
  const reader = await openPage(site.browser);
  await reader.goto(`${published.origin}/embed/`);
  await reader.locator('.listing .copy').first().waitFor();
  const lines = await reader.locator('.listing code').first().innerText();
  await reader.close();
  expect(lines).toContain(`${published.origin}/widgets/deconv.js`);

  const post = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${lines}`;
  const folder = buildHouse({ 'index.html': post });
  const blog = await staticServer(folder);
  const page = await openPage(site.browser);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(blog.origin);
  await page.locator('deconv-occlusion .plate.ready').waitFor();
  expect(complaints).toEqual([]);
  await page.close();
  blog.close();
  rmSync(folder, { recursive: true });
});

test('every listing of the embed page stands above the figure that it gives', async () => {
  const page = await site.open('embed/');
  const tags = await page.locator('h3 code').allInnerTexts();
  expect(tags.length).toBeGreaterThan(8);
  for (const [i, name] of tags.entries()) {
    const tag = name.slice(1, -1);
    const given = await page
      .locator('.listing code')
      .nth(i + 1)
      .innerText();
    const figure = page.locator(`.sheet ${tag}`);
    for (const [, attribute, value] of given.matchAll(/([\w-]+)="([^"]*)"/g)) {
      const set = await figure.getAttribute(attribute!);
      expect(new URL(set!, page.url()).href, `${tag} ${attribute}`).toBe(
        new URL(value!, page.url()).href,
      );
    }
  }
  await page.context().close();
});
