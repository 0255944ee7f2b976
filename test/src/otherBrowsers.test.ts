import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firefoxPath, webkitPaths } from '../../tools/dev/browser.mjs';
import { EXHIBITS } from './exhibits.js';
import { ROOT, buildHouse } from './house.js';
import type { OtherBrowser } from './otherBrowsers/OtherBrowser.js';
import { startFirefox } from './otherBrowsers/startFirefox.js';
import { startWebkit } from './otherBrowsers/startWebkit.js';
import { BUILT } from './pageInBrowser.js';
import { type StaticServer, staticServer } from './staticServer.js';

const LISTENER = fileURLToPath(new URL('otherBrowsers/listener.js', import.meta.url));
const firefox = firefoxPath();
const webkit = webkitPaths();

/** Browsers that are no Chromium, where they are installed. */
const BROWSERS: [string, (() => Promise<OtherBrowser>) | undefined][] = [
  ['Firefox', firefox === undefined ? undefined : () => startFirefox(firefox)],
  ['WebKit', webkit && (() => startWebkit(webkit))],
];

/** What a figure's small print says of what computes, and why that. */
const ENGINE = /Backend\s+(webgl|wasm) \(.*processor.*\)/;

/** Runs in the page: the plate of a figure, or undefined. */
const plateOf = (figure: string): string =>
  `document.querySelector(${JSON.stringify(figure)})?.shadowRoot?.querySelector('.plate')`;

describe.each(BROWSERS)('%s', (_, start) => {
  describe.skipIf(!start)('where it is installed', () => {
    let browser: OtherBrowser;
    let everything: StaticServer;
    let folder: string;
    let site: StaticServer;
    beforeAll(async () => {
      everything = await staticServer(ROOT, { 'Access-Control-Allow-Origin': '*' });
      folder = listenedSite();
      site = await staticServer(folder);
      browser = await start!();
    });
    afterAll(async () => {
      // First the browser: the site's service worker goes on fetching.
      await (browser as OtherBrowser | undefined)?.close();
      for (const server of [everything, site]) server.close();
      rmSync(folder, { recursive: true });
    });

    /** Brings a figure into view, waits until it is drawn, and @returns all its words. */
    async function drawn(figure: string): Promise<string> {
      await browser.evaluate(`document.querySelector('${figure}').scrollIntoView()`);
      const state = `return ${plateOf(figure)}?.matches('.ready') || ${plateOf(figure)}?.querySelector('.failure')?.innerText`;
      await expect.poll(() => browser.evaluate(state)).toBeTruthy();
      expect(await browser.evaluate(state)).toBe(true);
      return browser.evaluate<string>(`return ${plateOf(figure)}.innerText`);
    }
    const complaints = () => browser.evaluate<string[]>('return globalThis.complaints');

    /** Opens a page of another site that holds what is given. @returns what closes it */
    async function openPost(body: string): Promise<() => void> {
      const tag = `<script type="module" src="${everything.origin}/libs/elements/dist/embed/deconv.js"></script>`;
      const blog = buildHouse({
        'index.html': `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="listener.js"></script>${tag}${body}`,
        'listener.js': readFileSync(LISTENER, 'utf8'),
      });
      const post = await staticServer(blog);
      await browser.open(post.origin);
      return () => {
        post.close();
        rmSync(blog, { recursive: true });
      };
    }

    test('draws every element that has a document', async () => {
      const figures = EXHIBITS.map(
        ([tag, sample]) => `<${tag} src="${everything.origin}/${sample}"></${tag}>`,
      );
      const close = await openPost(figures.join(''));
      for (const [tag] of EXHIBITS) expect(await drawn(tag), tag).not.toBe('');
      expect(await complaints()).toEqual([]);
      close();
    });

    test('computes in a figure, and says on what', async () => {
      const photo = `${everything.origin}/sites/paper/public/samples/dog.webp`;
      const close = await openPost(
        `<deconv-lens autorun model="${everything.origin}/models/zfnet-emoji/" src="${photo}"></deconv-lens>`,
      );
      expect(await drawn('deconv-lens')).toMatch(ENGINE);
      const shown = await browser.evaluate<string>(
        `return JSON.stringify(document.querySelector('deconv-lens'))`,
      );
      const predictions = [{ label: 'dog' }, {}, {}, {}, {}];
      expect(JSON.parse(shown)).toMatchObject({ predictions });
      expect(await complaints()).toEqual([]);
      close();
    });

    test('the first figure of the page answers', async () => {
      await browser.open(site.origin);
      const start = `const lens = document.querySelector('#fig-lens'); lens.start?.(); return 'start' in lens`;
      await expect.poll(() => browser.evaluate(start)).toBe(true);
      expect(await drawn('#fig-lens')).toMatch(ENGINE);
      expect(await complaints()).toEqual([]);
    });
  });
});

/** The built page with a listener before its own scripts. @returns its folder, for the caller to remove */
function listenedSite(): string {
  const folder = mkdtempSync(join(tmpdir(), 'deconv-listened-'));
  for (const name of readdirSync(BUILT))
    if (name !== 'index.html') symlinkSync(join(BUILT, name), join(folder, name));
  symlinkSync(LISTENER, join(folder, 'listener.js'));
  const page = readFileSync(join(BUILT, 'index.html'), 'utf8');
  expect(page).toContain('<head>');
  const listened = page.replace('<head>', '<head><script src="/listener.js"></script>');
  writeFileSync(join(folder, 'index.html'), listened);
  return folder;
}
