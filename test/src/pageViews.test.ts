import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site } from './pageInBrowser.js';

const SHIPPED = existsSync(fileURLToPath(new URL('../../models/zfnet-photo', import.meta.url)));

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** What figures say they are of, and what stands in them that was made beforehand. */
function figuresOf(page: Page) {
  return page.locator('.figure[id]:has(> .of)').evaluateAll((figures) =>
    figures.map((figure) => ({
      id: figure.id,
      of: figure.querySelector('.of')!.textContent.trim(),
      /** Its sentences about what was made beforehand are shown. */
      told: [...figure.querySelectorAll('.told')].some((each) => each.getClientRects().length > 0),
      stills: figure.querySelectorAll(':scope > .still, :scope > .stills').length,
      documents: ['src', 'tour'].flatMap((name) => figure.getAttribute(name) ?? []),
    })),
  );
}

describe('whatever is looked at, no figure shows another network or picture', () => {
  const PHOTOS = ['cat', 'coffee', 'tiger', 'fox', 'https://photos.example/own.png'];

  test.each(['zfnet-photo', 'zfnet-emoji', 'https://models.example/own/'])(
    '%s',
    async (network) => {
      const page = await site.open('', { serviceWorkers: 'block' });
      // Nothing is to load: only what the figures say is looked at.
      const isForeign = ({ hostname, pathname }: URL) =>
        hostname.endsWith('.example') || pathname.startsWith('/models/');
      await page.route(isForeign, (route) => route.abort());
      const before = site.complaints.length;
      for (const photo of PHOTOS) {
        await page.goto(
          `${site.server.origin}/?${new URLSearchParams({ network, photo }).toString()}`,
        );
        const figures = await figuresOf(page);
        expect(figures.length).toBeGreaterThan(8);
        for (const { id, of, told, stills, documents } of figures) {
          const here = `${id} of ${of}, with ${network} on ${photo}`;
          const measured = /^Measured with (\S+?)(,|$)/.exec(of)?.[1];
          const first = network === 'zfnet-photo' && photo === 'cat';
          const shown =
            stills > 0 || told || documents.some((each) => /results|posters/.test(each));
          if (measured)
            // Before another network is chosen, documents stand, and say of what they are.
            expect(
              network === 'zfnet-photo' || measured === network || id === 'fig-correspondence',
              here,
            ).toBe(true);
          else {
            const name = network.startsWith('zfnet') ? network : 'your network';
            expect(of.startsWith(name), here).toBe(true);
            if (of.includes(', '))
              expect(of.endsWith(photo.includes('://') ? 'your photo' : photo), here).toBe(true);
            expect(shown, here).toBe(first);
          }
        }
      }
      await page.context().close();
      // Once nothing asks any more: those were for hosts that are not there.
      site.complaints.splice(before);
    },
  );
});

test('a network brings along a picture of the kind that it reads', async () => {
  const page = await site.open();
  const photo = () => page.locator('#fig-lens').getAttribute('src');
  expect(await photo()).toBe('/photographs/cat.webp');
  await page.locator('.state-open').click();
  await page.locator('#state-panel [value=zfnet-emoji]').check();
  expect(await photo()).toBe('/samples/tiger.webp');
  expect(new URL(page.url()).search).toBe('?network=zfnet-emoji');
  await page.locator('#state-panel [value=fox]').check({ force: true });
  await page.locator('#state-panel [value=zfnet-photo]').check();
  expect(await photo()).toBe('/photographs/cat.webp');
  await page.context().close();
});

describe.skipIf(!SHIPPED)('what a figure computes is said of it', () => {
  const of = (page: Page, id: string) => page.locator(`${id} > .of`).innerText();
  const ready = (page: Page, id: string) =>
    page.locator(`${id} .plate.ready`).waitFor({ state: 'attached' });

  test('nothing of a network stays while another one loads', async () => {
    const page = await site.open('', { serviceWorkers: 'block' });
    const lens = page.locator('#fig-lens');
    await lens.locator('.handle').click({ position: { x: 200, y: 180 } });
    await ready(page, '#fig-lens');
    await lens.getByText('Network zfnet-photo').waitFor();
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    await page.route(/zfnet-emoji\/weights/, async (route) => {
      await held;
      await route.continue();
    });
    await page.locator('.state-open').click();
    await page.locator('#state-panel [value=zfnet-emoji]').check();
    expect(await of(page, '#fig-lens')).toBe('zfnet-emoji, tiger');
    await lens.locator('.plate.loading').waitFor({ state: 'attached' });
    expect(await lens.getByText('zfnet-photo').count()).toBe(0);
    expect(await lens.locator('.activation').count()).toBe(0);
    goOn();
    await ready(page, '#fig-lens');
    expect(await lens.getByText('Network zfnet-emoji').count()).toBe(1);
    await page.context().close();
  });

  test('another network is one step of the way back, whatever it ends', async () => {
    const page = await site.open();
    const top = page.locator('#fig-top');
    await top.scrollIntoViewIfNeeded();
    await ready(page, '#fig-top');
    const document = await of(page, '#fig-top');
    expect(document).toMatch(/^Measured with zfnet-emoji/);
    await top.getByRole('button', { name: 'Run it here' }).click();
    await expect.poll(() => of(page, '#fig-top')).toBe('zfnet-photo');
    const address = () => new URL(page.url()).searchParams;
    expect(address().get('top.run')).toBe('1');
    const steps = () => page.evaluate(() => history.length);
    const before = await steps();
    await page.locator('.state-open').click();
    const panel = page.locator('#state-panel');
    const own = `${site.server.origin}/models/zfnet-emoji/`;
    await panel.getByRole('textbox', { name: 'Address of a network' }).fill(own);
    await panel.getByRole('button', { name: 'Open' }).click();
    await expect.poll(() => address().get('top.run')).toBe(null);
    expect(await of(page, '#fig-top')).toBe('your network');
    expect(await steps()).toBe(before + 1);
    await page.goBack();
    expect(address().get('network')).toBe(null);
    await expect.poll(() => of(page, '#fig-top')).toMatch(/zfnet-(photo|emoji)/);
    await page.context().close();
  });

  test('a photo of one figure alone, random weights, and a document that gave way', async () => {
    const page = await site.open();
    const file = 'sites/paper/public/photographs/coffee.webp';
    await page
      .locator('#fig-lens input[type=file]')
      .setInputFiles(fileURLToPath(new URL(`../../${file}`, import.meta.url)));
    expect(await of(page, '#fig-lens')).toBe('zfnet-photo, your photo');
    expect(await page.locator('#fig-lens .told').isVisible()).toBe(false);
    expect(await of(page, '#fig-up')).toBe('zfnet-photo, cat');
    await ready(page, '#fig-lens');
    await page.locator('#fig-lens').getByRole('switch', { name: 'Random network' }).check();
    expect(await of(page, '#fig-lens')).toBe('zfnet-photo, random weights, your photo');
    const occlusion = page.locator('#fig-occlusion');
    await occlusion.scrollIntoViewIfNeeded();
    await ready(page, '#fig-occlusion');
    expect(await of(page, '#fig-occlusion')).toBe('Measured with zfnet-emoji, on a drawn fox');
    await occlusion.getByRole('button', { name: 'Run it here' }).click();
    await expect.poll(() => of(page, '#fig-occlusion')).toBe('zfnet-photo, cat');
    await occlusion.getByText('Computed on your device').waitFor();
    expect(await occlusion.getByText('fox').filter({ visible: true }).count()).toBe(0);
    expect(new URL(page.url()).searchParams.get('occlusion.run')).toBe('1');
    await occlusion.getByRole('button', { name: 'Back to the document' }).click();
    await expect
      .poll(() => of(page, '#fig-occlusion'))
      .toBe('Measured with zfnet-emoji, on a drawn fox');
    expect(new URL(page.url()).searchParams.get('occlusion.run')).toBe(null);
    await page.context().close();
  });
});

describe.skipIf(!SHIPPED)('a view is a link', () => {
  test('it opens as it was left, running what was run; back undoes a choice, and forth redoes it', async () => {
    const page = await site.open();
    const lens = page.locator('#fig-lens');
    const ready = (opened: Page) =>
      opened.locator('#fig-lens .plate.ready').waitFor({ state: 'attached' });
    await lens.locator('.handle').click({ position: { x: 200, y: 180 } });
    await ready(page);
    await lens.locator('.handle').press('ArrowRight');
    await lens.locator('.handle').press('ArrowDown');
    const named = (key: string) => new URL(page.url()).searchParams.get(key);
    const place = named('lens.place');
    expect(place).toMatch(/^\d+,\d+$/);
    expect(named('lens.run')).toBe('1');
    await lens.getByRole('switch', { name: 'Random network' }).check();
    await expect.poll(() => named('lens.random')).toBe('1');
    await page.goBack();
    expect(named('lens.random')).toBe(null);
    const random = () => lens.evaluate((figure) => (figure as { random?: number }).random);
    expect(await random()).toBe(undefined);
    expect(named('lens.place')).toBe(place);
    await page.goForward();
    expect(await random()).toBe(1);
    await page.goBack();
    const other = await site.open(page.url().replace(`${site.server.origin}/`, ''));
    await ready(other);
    const at = await other
      .locator('#fig-lens')
      .evaluate((figure) => (figure as unknown as { place: number[] }).place);
    expect(at.join()).toBe(place);
    await other.context().close();
    await page.context().close();
  });

  test('what a link names of a document is shown once that is there', async () => {
    const page = await site.open('?stepper.step=3&occlusion.square=2,5&evolution.checkpoint=1');
    const shown = (id: string, name: string) =>
      page
        .locator(id)
        .evaluate((figure, key) => (figure as unknown as Record<string, unknown>)[key], name);
    for (const [id, name, value] of [
      ['#fig-stepper', 'step', 3],
      ['#fig-occlusion', 'square', [2, 5]],
      ['#fig-evolution', 'checkpoint', 1],
    ] as const) {
      await page.locator(id).scrollIntoViewIfNeeded();
      await expect.poll(() => shown(id, name)).toEqual(value);
    }
    expect(new URL(page.url()).searchParams.get('occlusion.square')).toBe('2,5');
    await page.context().close();
  });
});

test('nothing complained', () => {
  expect(site.complaints).toEqual([]);
});
