import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright';
import { findBrowser } from '../../tools/dev/browser.mjs';
import { openPage } from './openPage.js';
import { type StaticServer, staticServer } from './staticServer.js';

/** The built site. */
export const BUILT = fileURLToPath(new URL('../../sites/paper/dist/', import.meta.url));

/** Pages of the site, below its base. */
export const PAGES = ['', 'embed/', 'model/', 'report/', 'ledger/', 'about/'] as const;

/** The built site in a browser, and what it complained of. */
export interface Site {
  server: StaticServer;
  browser: Browser;
  /** Errors on the console, and requests to other hosts, of all pages. */
  complaints: string[];
  open: (path?: string, options?: BrowserContextOptions) => Promise<Page>;
  close: () => Promise<void>;
}

/**
 * Serves the built site and starts a browser.
 * @param backend what its pages ask to compute on; else they take what is fastest
 * @throws Error where it is not built
 */
export async function openSite(backend?: 'webgl'): Promise<Site> {
  if (!existsSync(BUILT)) throw new Error('The page is not built: npm run build -w @deconv/paper');
  const server = await staticServer(BUILT);
  const browser = await chromium.launch(findBrowser());
  const complaints: string[] = [];
  return {
    ...{ server, browser, complaints },
    open: async (path = '', options = {}) => {
      const viewport = { width: 1280, height: 900 };
      const page = await openPage(browser, { viewport, reducedMotion: 'reduce', ...options });
      if (backend) await page.addInitScript(askFor, backend);
      listen(page, server.origin, complaints);
      await page.goto(`${server.origin}/${path}`);
      return page;
    },
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** Runs in the page: asks as its author would, with a tag in its head. */
function askFor(content: string): void {
  document.addEventListener('DOMContentLoaded', () => {
    const wish = Object.assign(document.createElement('meta'), { name: 'deconv-backend', content });
    document.head.append(wish);
  });
}

function listen(page: Page, origin: string, complaints: string[]): void {
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('request', (request) => {
    const url = request.url();
    if (url.startsWith('http') && !url.startsWith(origin)) complaints.push(`asked of ${url}`);
  });
}

/** What axe finds, in words, in the page and in its figures. @param within selector of a part to look at alone */
export async function violations(page: Page, within = 'html'): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (part) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(part);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, within);
}

/** Goes through a page to its end, so that every figure comes near once and what it then fetches is there. */
export async function readThrough(page: Page): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let top = 0; top < height; top += 600) {
    await page.evaluate((y) => {
      scrollTo({ top: y, behavior: 'instant' });
    }, top);
    await page.evaluate(untilDrawn);
  }
}

/** Runs in the page: waits until nothing that can be seen is on its way, and for the frame that shows it. */
async function untilDrawn(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const isSeen = (element: Element): boolean => {
    const { top, bottom, width } = element.getBoundingClientRect();
    return width > 0 && bottom > 0 && top < innerHeight;
  };
  const coming = (): boolean =>
    [...document.images].some((image) => !image.complete && isSeen(image)) ||
    [...document.querySelectorAll('*')].some(
      (element) => element.shadowRoot?.querySelector('.plate.loading') && isSeen(element),
    );
  // One frame tells a figure that it is near; in the next one it has begun.
  for (let quiet = 0; quiet < 3; quiet++) {
    await frame();
    if (coming()) quiet = 0;
  }
}
