import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FAULTS, saveFault, type Fault } from '../../tools/cli/test/faultNetworks.js';
import { openPage } from './openPage.js';
import { openSite, violations, type Site } from './pageInBrowser.js';
import { staticServer } from './staticServer.js';

/** Lets a network's files fall on the page, as from the reader's desk. */
async function drop(page: Page, folder: string): Promise<void> {
  const names = await readdir(folder);
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: [...(await readFile(join(folder, name)))] })),
  );
  await page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const { name, bytes } of files)
      dataTransfer.items.add(new File([Uint8Array.from(bytes)], name));
    dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  }, files);
}

/** Runs in the page: whether each pixel of a picture is grey, and which rectangles lie on it. */
function drawn(photo: Element) {
  const canvas = photo.shadowRoot!.querySelector('canvas')!;
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
  let grey = true;
  for (let at = 0; at < data.length; at += 4)
    grey &&= data[at] === data[at + 1] && data[at] === data[at + 2];
  const boxes = [...photo.querySelectorAll('rect')].map((rect) => {
    const number = (name: string): number => Number(rect.getAttribute(name));
    return { right: number('x') + number('width'), bottom: number('y') + number('height') };
  });
  const stage = photo.querySelector('svg')!.getBoundingClientRect();
  return {
    width,
    height,
    grey,
    boxes,
    view: photo.querySelector('svg')!.viewBox.baseVal.width,
    stage: stage.width,
  };
}

/** Holds what the page says of a network that it has been given, and draws of it, against what it is. */
async function expectDrawn(page: Page, fault: Fault): Promise<void> {
  const [height, width, channels] = FAULTS[fault].shape;
  const doctor = page.locator('.doctor');
  await doctor.getByText(`reads ${height} × ${width} pixels and tells`).waitFor();
  expect(await doctor.innerText()).toContain('c2 (Conv2D)');
  expect(await violations(page, '#state-panel')).toEqual([]);
  await page.keyboard.press('Escape');
  const grid = page.locator('#fig-grid');
  await grid.scrollIntoViewIfNeeded();
  await grid.getByRole('button', { name: 'Run it here' }).click();
  await grid.getByRole('radio', { name: /^c2/ }).check();
  await grid
    .getByRole('radiogroup', { name: /channels of c2/ })
    .getByRole('radio')
    .first()
    .waitFor();
  const photo = grid.locator('deconv-pixels.photo');
  await photo.locator('rect').first().waitFor();
  const found = await photo.evaluate(drawn);
  expect(found).toMatchObject({ width, height, grey: channels === 1 });
  expect(found.view).toBe(Math.max(height, width));
  expect(found.boxes.length).toBeGreaterThan(0);
  for (const { right, bottom } of found.boxes) {
    expect(right).toBeLessThanOrEqual(width);
    expect(bottom).toBeLessThanOrEqual(height);
  }
  expect(await grid.locator('.failure').count()).toBe(0);
}

let site: Site;
let folder: string;
beforeAll(async () => {
  site = await openSite();
  folder = await mkdtemp(join(tmpdir(), 'deconv-page-faults-'));
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

test.each(Object.keys(FAULTS) as Fault[])(
  '%s is dropped on the page, and drawn as it sees',
  async (fault) => {
    await saveFault(join(folder, fault), fault);
    const page = await site.open();
    await page.locator('.state-open').click();
    await drop(page, join(folder, fault));
    await expectDrawn(page, fault);
    const grid = page.locator('#fig-grid');
    if (process.env['DECONV_SHOTS'])
      await grid.screenshot({ path: join(process.env['DECONV_SHOTS'], `${fault}.png`) });
    expect(site.complaints).toEqual([]);
  },
);

test.each(Object.keys(FAULTS) as Fault[])(
  '%s is opened by an address that names where it lies',
  async (fault) => {
    await saveFault(join(folder, fault), fault);
    const house = await staticServer(folder, { 'Access-Control-Allow-Origin': '*' });
    const page = await openPage(site.browser, { viewport: { width: 1280, height: 900 } });
    const address = encodeURIComponent(`${house.origin}/${fault}/`);
    await page.goto(`${site.server.origin}/?model=${address}`);
    await page.locator('.state-open').click();
    await expectDrawn(page, fault);
    await page.context().close();
    house.close();
  },
);
