import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../tools/dev/browser.mjs';
import { openPage } from './openPage.js';
import { BUILT } from './pageInBrowser.js';
import { staticServer } from './staticServer.js';

const SHIPPED = existsSync(
  fileURLToPath(new URL('../../models/zfnet-photo/model.json', import.meta.url)),
);

/** What isolates a page from other origins. */
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

interface Seen {
  isolated: boolean;
  /** Names of the WebAssembly files that were fetched, without their hashes. */
  fetched: string[];
  /** What stands in the panes of the lens. */
  words: string;
}

describe.skipIf(!SHIPPED)('wasm in a page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(findBrowser());
  });
  afterAll(() => browser.close());

  /** Lets the lens of the built page look, on wasm. */
  async function look(headers: Record<string, string>): Promise<Seen> {
    const server = await staticServer(BUILT, headers);
    const page = await openPage(browser, { serviceWorkers: 'block' });
    const fetched: string[] = [];
    page.context().on('request', (request) => {
      const [, name] = /\/(tfjs-backend-wasm[a-z-]*?)(-[\w-]{8})?\.wasm$/.exec(request.url()) ?? [];
      if (name) fetched.push(name);
    });
    await page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        const wish = document.createElement('meta');
        document.head.append(Object.assign(wish, { name: 'deconv-backend', content: 'wasm' }));
      });
    });
    await page.goto(server.origin);
    const lens = page.locator('deconv-lens').first();
    await lens.scrollIntoViewIfNeeded();
    await lens.getByRole('button', { name: 'Run it here' }).dispatchEvent('click');
    // What a document shows meanwhile was computed elsewhere.
    await lens
      .getByText(/wasm \(/)
      .first()
      .waitFor();
    await lens.locator('.plate.ready').waitFor({ state: 'attached' });
    const isolated = await page.evaluate(() => crossOriginIsolated);
    const words = (await lens.locator('.panes').innerText()).replaceAll(/\s+/g, ' ');
    await page.context().close();
    server.close();
    return { isolated, fetched, words };
  }

  test('computes on one thread, and on several where it is isolated, and finds the same', async () => {
    const one = await look({});
    expect(one).toMatchObject({ isolated: false, fetched: ['tfjs-backend-wasm-simd'] });
    const several = await look(ISOLATED);
    expect(several).toMatchObject({ isolated: true });
    expect(new Set(several.fetched)).toEqual(new Set(['tfjs-backend-wasm-threaded-simd']));
    expect(several.words).toBe(one.words);
  });
});
