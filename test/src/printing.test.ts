import { type Browser, type Page, chromium } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBrowser } from '../../tools/dev/browser.mjs';
import { EXHIBITS } from './exhibits.js';
import { ROOT } from './house.js';
import { type StaticServer, staticServer } from './staticServer.js';
import { openPost } from './visit.js';

/** Figures that no reader of the page's beginning is near. */
const APART = 'body > :not(script) { display: block; margin-block-start: 5000px; }';
/** Elements that draw nothing without a network: on paper there is what a page put into them. */
const LIVE = ['deconv-lens', 'deconv-maps', 'deconv-projection'];
const PATIENCE = 120_000;

let everything: StaticServer;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  everything = await staticServer(ROOT);
  browser = await chromium.launch(findBrowser());
  page = await openPost({ browser, everything, styles: APART }, EXHIBITS);
});
afterAll(async () => {
  await browser.close();
  everything.close();
});

/** Pictures in figures that are not there, each by its figure. */
const missing = (): Promise<string[]> =>
  page.evaluate(() =>
    [...document.body.children].flatMap(({ localName, shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll('img') ?? [])]
        .filter(({ naturalWidth }) => !naturalWidth)
        .map(() => localName),
    ),
  );

/** As the browser does before and after it prints. */
const tell = (event: string): Promise<void> =>
  page.evaluate(async (name) => {
    dispatchEvent(new Event(name));
    for (const figure of document.body.children)
      await (figure as { updateComplete?: Promise<boolean> }).updateComplete;
  }, event);

test(
  'figures that nobody came near are printed, with all their pictures',
  { timeout: PATIENCE },
  async () => {
    for (const [tag] of EXHIBITS)
      await page.locator(`${tag} .plate.ready`).waitFor({ state: 'attached' });
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.pdf();
    expect(await missing()).toEqual([]);
  },
);

test('on paper nothing is cut off by what scrolls on a screen', { timeout: PATIENCE }, async () => {
  // As wide as the paper: between its margins.
  await page.setViewportSize({ width: 700, height: 900 });
  await page.emulateMedia({ media: 'print' });
  await tell('beforeprint');
  const cut = await page.evaluate(() =>
    [...document.body.children].flatMap(({ localName, shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll('.plate *') ?? [])]
        .filter((each) => {
          const { overflowX, overflowY } = getComputedStyle(each);
          const { scrollWidth, clientWidth, scrollHeight, clientHeight } = each;
          const scrolls = [overflowX, overflowY].some((way) => way === 'auto' || way === 'scroll');
          return scrolls && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1);
        })
        .map((each) => `${localName} .${each.getAttribute('class') ?? ''}`),
    ),
  );
  await tell('afterprint');
  await page.emulateMedia({ media: 'screen' });
  expect(cut).toEqual([]);
});

test('on paper a figure keeps the controls of its experiment', { timeout: PATIENCE }, async () => {
  await page.emulateMedia({ media: 'print' });
  const random = page.locator('deconv-correspondence').getByText('Masks at random').first();
  expect(await random.isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
});

test.each(LIVE)(
  '<%s> prints its poster, without what can be pressed',
  { timeout: PATIENCE },
  async (tag) => {
    const post = await openPost({ browser, everything }, [[tag, 'docs/cat-conv4.png']]);
    await post.evaluate((name) => {
      const poster = Object.assign(document.createElement('img'), { loading: 'lazy' });
      const figure = document.querySelector<HTMLElement>(name)!;
      figure.style.marginBlockStart = '5000px';
      figure.setAttribute('model', '/models/none/');
      figure.append(poster);
      poster.src = '/docs/cat-conv4.png';
    }, tag);
    await post.locator(`${tag} .start`).waitFor({ state: 'attached' });
    await post.pdf();
    await post.emulateMedia({ media: 'print' });
    const poster = post.locator(`${tag} > img`);
    expect(await poster.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
    expect((await poster.boundingBox())!.height).toBeGreaterThan(50);
    expect(await post.locator(`${tag} .start`).isVisible()).toBe(false);
    await post.close();
  },
);
