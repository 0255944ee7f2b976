import { type Browser, type Page, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../tools/dev/browser.mjs';
import { EXHIBITS } from './exhibits.js';
import { ROOT } from './house.js';
import { type StaticServer, staticServer } from './staticServer.js';
import { visit } from './visit.js';

const PATIENCE = 120_000;
const ARABIC = { root: 'lang="ar" dir="rtl"', options: { locale: 'ar-EG' } };
const CONTRAST = { options: { forcedColors: 'active' } } as const;
/** What is data, whatever colours the reader has. */
const DATA = '.swatch, .ramp, .bands span, .square, .weights, .frame:not(.seen)';
/** What can be chosen. */
const CHOICES = '[aria-checked], [aria-pressed], .steps button, .segment';

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

/** Lines of the figure's words in which a letter stands left of the one before it. */
const turnedRound = (page: Page, tag: string): Promise<string[]> =>
  page.locator(tag).evaluate((figure) => {
    const plate = figure.shadowRoot!.querySelector('.plate')!;
    const walker = document.createTreeWalker(plate, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const turned = new Set<string>();
    let before: { block: Element; box: DOMRect } | undefined;
    while (walker.nextNode()) {
      const text = walker.currentNode as Text;
      const block = blockOf(text.parentElement!);
      for (let i = 0; i < text.length; i++) {
        range.setStart(text, i);
        range.setEnd(text, i + 1);
        const box = range.getBoundingClientRect();
        if (!box.width || !text.data[i]!.trim()) continue;
        const follows = before?.block === block && Math.abs(before.box.bottom - box.bottom) < 4;
        if (follows && box.left < before!.box.left - 0.5)
          turned.add(block.textContent.replace(/\s+/g, ' ').trim());
        before = { block, box };
      }
    }
    return [...turned];

    function blockOf(element: Element): Element {
      return getComputedStyle(element).display === 'inline' && !(element instanceof SVGElement)
        ? blockOf(element.parentElement!)
        : element;
    }
  });

/** Where the words of charts stand in them. */
const wordsOfCharts = (page: Page, tag: string): Promise<string[]> =>
  page.locator(tag).evaluate((figure) =>
    [...figure.shadowRoot!.querySelectorAll('svg text')].map((each) => {
      const { left } = each.closest('svg')!.getBoundingClientRect();
      const box = each.getBoundingClientRect();
      return `${each.textContent} ${Math.round(box.left - left)} ${Math.round(box.right - left)}`;
    }),
  );

/** Free room left and right of what stands at the figure's foot: the small print, and where it is saved. */
const foot = (page: Page, tag: string): Promise<{ first: number[]; save: number[] }> =>
  page.locator(tag).evaluate((figure) => {
    const plate = figure.shadowRoot!.querySelector('.plate')!.getBoundingClientRect();
    const room = (selector: string): number[] => {
      const box = figure.shadowRoot!.querySelector(selector)!.getBoundingClientRect();
      return [box.left - plate.left, plate.right - box.right].map(Math.round);
    };
    return { first: room(':is(.print, .status) > span'), save: room('.save') };
  });

/** Computed colours of what is data. */
const colours = (page: Page, tag: string): Promise<string[]> =>
  page.locator(tag).evaluate(
    (figure, data) =>
      [...figure.shadowRoot!.querySelectorAll(data)].map((each) => {
        const { backgroundColor, backgroundImage } = getComputedStyle(each);
        return `${each.getAttribute('class') ?? ''}: ${backgroundColor} ${backgroundImage.slice(0, 80)}`;
      }),
    DATA,
  );

interface Choice {
  chosen: boolean;
  ground: string;
  text: string;
}

const choices = (page: Page, tag: string): Promise<Choice[]> =>
  page.locator(tag).evaluate(
    (figure, all) =>
      [...figure.shadowRoot!.querySelectorAll(all)].map((each) => {
        const chosen =
          each.matches('[aria-checked=true], [aria-pressed=true], [aria-current=step]') ||
          each.querySelector(':checked') !== null;
        const { backgroundColor: ground, color: text } = getComputedStyle(each);
        return { chosen, ground, text };
      }),
    CHOICES,
  );

/** Contrast of two colours as WCAG defines it, 1–21. */
function contrast(a: string, b: string): number {
  const light = (colour: string): number => {
    const [red, green, blue] = /(\d+), (\d+), (\d+)/
      .exec(colour)!
      .slice(1)
      .map((each) => {
        const share = Number(each) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! + 0.05;
  };
  const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
  return high! / low!;
}

describe.each(EXHIBITS)('<%s>', (tag, sample) => {
  test(
    'on a page that runs from right to left, words, numbers and charts do not',
    { timeout: PATIENCE },
    async () => {
      const english = await visit({ browser, everything }, tag, sample);
      const arabic = await visit({ browser, everything, ...ARABIC }, tag, sample);
      expect(await turnedRound(arabic, tag)).toEqual([]);
      expect(await wordsOfCharts(arabic, tag)).toEqual(await wordsOfCharts(english, tag));
      // The layout does.
      const [there, here] = [await foot(english, tag), await foot(arabic, tag)];
      expect(here.first[1]).toBe(there.first[0]);
      expect(here.save.toReversed()).toEqual(there.save);
      for (const page of [english, arabic]) await page.close();
    },
  );

  test.each(['light', 'dark'] as const)(
    'in a %s contrast theme data keeps its colours, and what is chosen is seen',
    { timeout: PATIENCE },
    async (colorScheme) => {
      const options = { ...CONTRAST.options, colorScheme };
      const styles = ':root { color-scheme: light dark }';
      const plain = await visit(
        { browser, everything, styles, options: { colorScheme } },
        tag,
        sample,
      );
      const forced = await visit({ browser, everything, options }, tag, sample);
      expect(await colours(forced, tag)).toEqual(await colours(plain, tag));
      const all = await choices(forced, tag);
      const others = new Set(all.filter(({ chosen }) => !chosen).map(({ ground }) => ground));
      for (const { ground, text } of all.filter(({ chosen }) => chosen)) {
        expect(ground).toMatch(/^rgb\(/);
        expect(others).not.toContain(ground);
        expect(contrast(ground, text)).toBeGreaterThanOrEqual(4.5);
      }
      for (const page of [plain, forced]) await page.close();
    },
  );
});
