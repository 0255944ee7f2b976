import { type Browser, type Page, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../tools/dev/browser.mjs';
import { EXHIBITS } from './exhibits.js';
import { ROOT } from './house.js';
import { type StaticServer, staticServer } from './staticServer.js';
import { visit } from './visit.js';

/** What themes of other people's pages say, and worse. */
const HOSTILE = `
  html { font-size: 62.5%; }
  body { font: italic 700 small-caps 1rem/3 fantasy; letter-spacing: 0.3em; word-spacing: 1em; text-align: right;
    text-indent: 3em; text-transform: uppercase; word-break: break-all; hyphens: auto; text-shadow: 1px 1px red;
    white-space: pre; overflow-wrap: anywhere; }
  * { font-size: 10px; line-height: 3; letter-spacing: 0.2em; }
  img, canvas, svg, button, input, select, table, figure, p, h3, ol, dl, progress, fieldset {
    max-width: 40px; margin: 3rem; padding: 2rem; border: 5px solid red; filter: blur(3px); text-transform: uppercase; }
`;

let everything: StaticServer;
let browser: Browser;
beforeAll(async () => {
  everything = await staticServer(ROOT);
  browser = await chromium.launch(findBrowser());
});
afterAll(async () => {
  await browser.close();
  everything.close();
});

/** Boxes and type of all that is inside a figure, in order. */
function drawing(page: Page, tag: string): Promise<string[]> {
  return page.locator(tag).evaluate((figure) => {
    const plate = figure.shadowRoot!.querySelector('.plate')!;
    const origin = plate.getBoundingClientRect();
    return [...plate.querySelectorAll('*')].flatMap((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      // What is not drawn lies nowhere.
      if (!width && !height) return [];
      const style = getComputedStyle(each);
      const box = [x - origin.x, y - origin.y, width, height].map((side) => side.toFixed(1));
      const type = [style.fontSize, style.fontFamily, style.letterSpacing, style.textTransform];
      return `${each.localName}.${each.getAttribute('class') ?? ''} ${box.join(' ')} ${type.join(' ')}`;
    });
  });
}

describe.each(EXHIBITS)('<%s>', (tag, sample) => {
  test('is drawn in a hostile theme as in a page without one', async () => {
    const bare = { browser, everything, styles: 'body { margin: 8px }' };
    const plain = await visit(bare, tag, sample);
    const hostile = await visit({ ...bare, styles: `${HOSTILE} ${bare.styles}` }, tag, sample);
    expect(await drawing(hostile, tag)).toEqual(await drawing(plain, tag));
    for (const page of [plain, hostile]) await page.close();
  });
});
