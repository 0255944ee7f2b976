import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site } from './pageInBrowser.js';

/** Software rendering compiles shaders for many seconds. */
const PATIENCE = 180_000;

const MODELS = fileURLToPath(new URL('../../models/', import.meta.url));
const SHIPPED = existsSync(join(MODELS, 'zfnet-emoji/model.json'));
const FEW_STEPS = 12;

const ready = (figure: Locator) =>
  figure.locator('.plate.ready').waitFor({ state: 'attached', timeout: PATIENCE });

// The page computes with networks that the repository ships; without them there is nothing to drive.
describe.skipIf(!SHIPPED)('the built page, computing', () => {
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    site = await openSite();
    page = await site.open();
  });
  afterAll(() => site.close());

  test(
    'the lens looks once it is asked, on the graphics processor',
    { timeout: PATIENCE },
    async () => {
      const lens = page.locator('#fig-lens');
      await page.mouse.move(300, 600);
      await ready(lens);
      expect(await lens.getByText('webgl').count()).toBeGreaterThan(0);
    },
  );

  test(
    'every figure with a document is drawn as it comes near',
    { timeout: PATIENCE },
    async () => {
      for (const figure of await page.locator('[data-follows~=document]').all()) {
        await figure.scrollIntoViewIfNeeded();
        await ready(figure);
        expect(await figure.locator('.failure').count()).toBe(0);
      }
    },
  );

  test('what is no network is explained', async () => {
    await page.locator('.state-open').click();
    const file = { name: 'model.json', mimeType: 'application/json', buffer: Buffer.from('{}') };
    await page.locator('[data-network-files]').setInputFiles([file]);
    await expect.poll(() => page.locator('.doctor').innerText()).toMatch(/does not fit:\s+\S+/);
    await page.locator('#state-panel [value=zfnet-emoji]').check();
    await page.keyboard.press('Escape');
  });
});

describe('a training in the page', () => {
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    site = await openSite();
    page = await site.open('#fig-training');
  });
  afterAll(() => site.close());

  test('a few steps lower the loss, and the filters change', { timeout: PATIENCE }, async () => {
    const room = page.locator('#fig-training');
    const picture = () =>
      room.locator('.training-filters').evaluate((node) => (node as HTMLCanvasElement).toDataURL());
    const losses: number[] = [];
    await room.getByRole('button', { name: 'Start' }).click();
    await expect.poll(() => room.getAttribute('data-step'), { timeout: PATIENCE }).not.toBe(null);
    const before = await picture();
    await expect
      .poll(
        async () => {
          const [, loss] =
            /loss ([\d.]+)/.exec(await room.locator('.training-status').innerText()) ?? [];
          if (loss) losses.push(Number(loss));
          return Number(await room.getAttribute('data-step'));
        },
        { timeout: PATIENCE, interval: 200 },
      )
      .toBeGreaterThanOrEqual(FEW_STEPS);
    await room.getByRole('button', { name: 'Pause' }).click();
    await room.getByRole('button', { name: 'Go on' }).waitFor({ timeout: PATIENCE });
    expect(Math.min(...losses.slice(-3))).toBeLessThan(losses[0]! - 0.1);
    expect(await picture()).not.toBe(before);
    expect(await room.locator('.training-numbers tbody tr').count()).toBeGreaterThanOrEqual(1);
  });

  test('the page stays awake meanwhile', { timeout: PATIENCE }, async () => {
    const room = page.locator('#fig-training');
    await page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(globalThis, { tasks });
      new PerformanceObserver((list) => {
        // Scripts alone: where software draws, painting takes its own time.
        for (const entry of list.getEntries())
          for (const script of (entry as unknown as { scripts: { duration: number }[] }).scripts)
            if (script.duration > 50) tasks.push(script.duration);
      }).observe({ type: 'long-animation-frame' });
    });
    await room.getByRole('button', { name: 'Go on' }).click();
    await page.waitForTimeout(6000);
    await room.getByRole('button', { name: 'Pause' }).click();
    expect(await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks)).toEqual(
      [],
    );
  });

  test('Reset goes back to the start', async () => {
    const room = page.locator('#fig-training');
    await room.getByRole('button', { name: 'Reset' }).click();
    expect(await room.getByRole('button', { name: 'Start' }).isEnabled()).toBe(true);
    expect(site.complaints).toEqual([]);
  });
});
