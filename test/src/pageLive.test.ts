import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site } from './pageInBrowser.js';

/** As the small print names what computes; “WebGL” stands there as well where wasm does. */
const GRAPHICS = /webgl/;
const SHIPPED = existsSync(
  fileURLToPath(new URL('../../models/zfnet-emoji/model.json', import.meta.url)),
);

describe.skipIf(!SHIPPED)('the built page, read from its beginning to its end', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite('webgl');
  });
  afterAll(() => site.close());

  test('every figure computes on the graphics processor once it is asked', async () => {
    const page = await site.open();
    const ids = await page
      .locator('.figure[data-follows]')
      .evaluateAll((all) => all.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(9);
    for (const id of ids) await runFigure(page, id);
    expect(site.complaints).toEqual([]);
    await page.context().close();
  });
});

/** Asks one figure to compute, as a reader does, and waits until it has. */
async function runFigure(page: Page, id: string): Promise<void> {
  const figure = page.locator(`#${id}`);
  await figure.scrollIntoViewIfNeeded();
  await figure.locator('.plate').waitFor();
  // A coarser square than the reader's: emulated graphics take a minute for that one.
  const stride = figure.getByLabel('Every … pixels');
  if (await stride.count()) await stride.fill('24');
  const button = figure.getByRole('button', { name: 'Run it here' });
  const ask = button.or(figure.locator('.try').getByText('horses against wolves')).first();
  const asked = (await ask.count()) > 0 && (await ask.isVisible());
  // A mouse on its way to “Run it here” has already asked, and the button is gone.
  if (asked) await ask.dispatchEvent('click');
  // What a document shows meanwhile was computed elsewhere.
  if (asked) await figure.getByText(GRAPHICS).first().waitFor();
  await figure.locator('.plate.ready').waitFor();
  expect(await figure.locator('.failure').count(), id).toBe(0);
}
