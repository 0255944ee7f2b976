import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site } from './pageInBrowser.js';

const MODELS = fileURLToPath(new URL('../../models/', import.meta.url));
const SHIPPED = existsSync(join(MODELS, 'zfnet-emoji/model.json'));
const FEW_STEPS = 12;

/** A blue sky with a red square: nothing the network was trained on. */
async function photo(): Promise<Buffer> {
  const square = { create: { width: 120, height: 120, channels: 3, background: '#c33' } } as const;
  const sky = { create: { width: 400, height: 300, channels: 3, background: '#7ac' } } as const;
  return sharp(sky)
    .composite([{ input: await sharp(square).png().toBuffer(), left: 140, top: 90 }])
    .png()
    .toBuffer();
}

const ready = (figure: Locator) => figure.locator('.plate.ready').waitFor({ state: 'attached' });

// The page computes with networks that the repository ships; without them there is nothing to drive.
describe.skipIf(!SHIPPED)('the built page, computing', () => {
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    site = await openSite('webgl');
    page = await site.open();
  });
  afterAll(() => site.close());

  test('the lens looks once it is asked, on the graphics processor', async () => {
    const lens = page.locator('#fig-lens');
    await page.mouse.click(300, 600);
    await ready(lens);
    expect(await lens.getByText('webgl').count()).toBeGreaterThan(0);
  });

  test('every figure with a document is drawn as it comes near', async () => {
    for (const figure of await page.locator('#fig-stepper, [data-made-with]').all()) {
      await figure.scrollIntoViewIfNeeded();
      await ready(figure);
      expect(await figure.locator('.failure').count()).toBe(0);
    }
  });

  test('the stepper leads down to the pixels, from its document and, once it is asked, computing', async () => {
    const stepper = page.locator('#fig-stepper');
    await stepper.scrollIntoViewIfNeeded();
    await ready(stepper);
    const steps = stepper.locator('.steps button');
    expect(await steps.last().innerText()).toBe('pixels');
    expect(await stepper.getByText('Measured beforehand').count()).toBe(1);
    const measured = await steps.allInnerTexts();
    await stepper.getByRole('button', { name: 'Run it here' }).click();
    await stepper.getByText('Computed on your device').waitFor();
    expect(await steps.allInnerTexts()).toEqual(measured);
  });

  test('the way up has a column for each layer, keeps its room, and its map is the page’s unit', async () => {
    const maps = page.locator('#fig-up');
    const height = (): Promise<number> => maps.evaluate((node) => node.clientHeight);
    const asleep = await height();
    await maps.scrollIntoViewIfNeeded();
    await maps.locator('.stage').first().click();
    await ready(maps);
    expect(await height()).toBe(asleep);
    expect(await maps.locator('.column b').allInnerTexts()).toEqual([
      ...['conv1', 'conv2', 'conv3', 'conv4', 'conv5'],
    ]);
    await maps.locator('.column b').nth(1).click();
    const sheet = maps.getByRole('radiogroup', { name: 'All 96 maps of conv2' });
    await sheet.getByRole('radio').nth(1).click();
    const unit = () => new URL(page.url()).searchParams.get('unit');
    await expect.poll(unit).toMatch(/^conv2:map \d+$/);
    const channel = unit()!.replace('conv2:map ', '');
    expect(await page.locator('#fig-stepper').getAttribute('channel')).toBe(channel);
    expect(await maps.locator('p[part=words]').innerText()).toMatch(/activation [\d.]+\./);
  });

  test('a layer chosen anywhere is the layer everywhere, and in the address', async () => {
    const grid = page.locator('#fig-grid');
    await grid.scrollIntoViewIfNeeded();
    await grid.getByRole('button', { name: 'Run it here' }).click();
    await ready(grid);
    await grid.getByRole('radio', { name: /^conv2/ }).check();
    await expect.poll(() => new URL(page.url()).searchParams.get('layer')).toBe('conv2');
    expect(await grid.getAttribute('layer')).toBe('conv2');
    expect(await page.locator('#fig-stepper').getAttribute('layer')).toBe('conv2');
  });

  test('a unit chosen anywhere is the unit everywhere, until another layer is chosen', async () => {
    const grid = page.locator('#fig-grid');
    const others = [page.locator('#fig-stepper'), page.locator('#fig-limits')];
    await grid
      .getByRole('radiogroup', { name: 'Strongest channels of conv2' })
      .getByRole('radio')
      .nth(2)
      .click();
    await expect
      .poll(() => new URL(page.url()).searchParams.get('unit'))
      .toMatch(/^conv2:map \d+$/);
    const map = new URL(page.url()).searchParams.get('unit')!.replace('conv2:map ', '');
    for (const other of others) expect(await other.getAttribute('channel')).toBe(map);
    await others[0]!.getByRole('button', { name: 'the whole way' }).click();
    const named = (key: string) => new URL(page.url()).searchParams.get(key);
    await expect.poll(() => named('layer')).toBe('conv5');
    expect(named('unit')).toBe(null);
    for (const other of others) {
      expect(await other.getAttribute('layer')).toBe('conv5');
      expect(await other.getAttribute('channel')).toBe(null);
    }
  });

  test('a photo of one’s own is looked at by all figures', async () => {
    await page.locator('.state-open').click();
    const file = { name: 'square.png', mimeType: 'image/png', buffer: await photo() };
    await page.locator('[data-photo-file]').setInputFiles(file);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('#fig-lens').getAttribute('src')).toMatch(/^blob:/);
    const grid = page.locator('#fig-grid');
    await grid.scrollIntoViewIfNeeded();
    await grid.locator('.photo[aria-label^="Your own photo"]').waitFor();
    await ready(grid);
    expect(await grid.locator('.failure').count()).toBe(0);
  });

  test('a network of one’s own is examined and used', async () => {
    await page.locator('.state-open').click();
    const folder = join(MODELS, 'zfnet-photo');
    const files = readdirSync(folder).filter((file) =>
      /\.bin$|(model|preprocess|labels)\.json$/.test(file),
    );
    await page
      .locator('[data-network-files]')
      .setInputFiles(files.map((file) => join(folder, file)));
    await expect
      .poll(() => page.locator('.doctor').innerText())
      .toMatch(/reads 96 × 96 pixels and tells 10 classes apart/);
    const grid = page.locator('#fig-grid');
    const answer = grid.getByText(/parachute|church|golf ball|chain saw|cassette player/).first();
    await answer.waitFor();
    const own = await grid.getAttribute('model');
    // Away from it, and back.
    await page.locator('#state-panel [value=zfnet-emoji]').check();
    expect(await grid.getAttribute('model')).toBe('/models/zfnet-emoji/');
    await page.locator('#state-panel [value=own]').check();
    expect(await grid.getAttribute('model')).toBe(own);
    await page.keyboard.press('Escape');
  });

  test('what is no network is explained', async () => {
    await page.locator('.state-open').click();
    const file = { name: 'model.json', mimeType: 'application/json', buffer: Buffer.from('{}') };
    await page.locator('[data-network-files]').setInputFiles([file]);
    await expect.poll(() => page.locator('.doctor').innerText()).toMatch(/does not fit:\s+\S+/);
    await page.locator('#state-panel [value=zfnet-emoji]').check();
    await page.keyboard.press('Escape');
  });
});

test.skipIf(!SHIPPED)(
  'without a graphics processor wasm computes, and the figure says why',
  async () => {
    const site = await openSite();
    const page = await site.open();
    const emulated = await page.evaluate(() => {
      const context = document.createElement('canvas').getContext('webgl2')!;
      const { UNMASKED_RENDERER_WEBGL } = context.getExtension('WEBGL_debug_renderer_info')!;
      return String(context.getParameter(UNMASKED_RENDERER_WEBGL)).includes('SwiftShader');
    });
    const lens = page.locator('#fig-lens');
    await page.mouse.click(300, 600);
    await ready(lens);
    const words = emulated
      ? /wasm \(on the processor: a small pass took .+ on WebGL\)/
      : /webgl \(on/;
    expect(await lens.getByText(words).count()).toBe(1);
    expect(site.complaints).toEqual([]);
    await site.close();
  },
);

describe('a training in the page', () => {
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    site = await openSite('webgl');
    page = await site.open('#fig-training');
  });
  afterAll(() => site.close());
  const step = async () => Number(await page.locator('#fig-training').getAttribute('data-step'));

  test('a few steps lower the loss, and the filters change', async () => {
    const room = page.locator('#fig-training');
    const picture = () =>
      room.locator('.training-filters').evaluate((node) => (node as HTMLCanvasElement).toDataURL());
    await room.locator('.training-status').evaluate((status) => {
      const losses: number[] = [];
      Object.assign(globalThis, { losses });
      new MutationObserver(() => {
        const [, loss] = /loss ([\d.]+)/.exec(status.textContent) ?? [];
        if (loss) losses.push(Number(loss));
      }).observe(status, { childList: true });
    });
    await room.getByRole('button', { name: 'Start' }).click();
    await expect.poll(() => room.getAttribute('data-step')).not.toBe(null);
    const before = await picture();
    await expect.poll(step).toBeGreaterThanOrEqual(FEW_STEPS);
    await room.getByRole('button', { name: 'Pause' }).click();
    await room.getByRole('button', { name: 'Go on' }).waitFor();
    const losses = await page.evaluate(
      () => (globalThis as unknown as { losses: number[] }).losses,
    );
    expect(Math.min(...losses.slice(-3))).toBeLessThan(losses[0]! - 0.1);
    expect(await picture()).not.toBe(before);
    expect(await room.locator('.training-numbers tbody tr').count()).toBeGreaterThanOrEqual(1);
  });

  test('the page stays awake meanwhile', async () => {
    const room = page.locator('#fig-training');
    const before = await step();
    await page.evaluate(() => {
      const busy = { since: Number(document.timeline.currentTime), scripts: 0 };
      Object.assign(globalThis, { busy });
      new PerformanceObserver((list) => {
        // Scripts alone: where software draws, painting takes its own time.
        for (const entry of list.getEntries())
          for (const script of (entry as unknown as { scripts: { duration: number }[] }).scripts)
            busy.scripts += script.duration;
      }).observe({ type: 'long-animation-frame' });
    });
    await room.getByRole('button', { name: 'Go on' }).click();
    await expect.poll(step).toBeGreaterThanOrEqual(before + 2 * FEW_STEPS);
    await room.getByRole('button', { name: 'Pause' }).click();
    // A share of the time that the steps took: a loaded machine stretches both.
    const share = await page.evaluate(() => {
      const { busy } = globalThis as unknown as { busy: { since: number; scripts: number } };
      return busy.scripts / (Number(document.timeline.currentTime) - busy.since);
    });
    expect(share).toBeLessThan(0.25);
  });

  test('Reset goes back to the start', async () => {
    const room = page.locator('#fig-training');
    await room.getByRole('button', { name: 'Reset' }).click();
    expect(await room.getByRole('button', { name: 'Start' }).isEnabled()).toBe(true);
    expect(site.complaints).toEqual([]);
  });
});
