import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallOnnx } from '../../libs/models/test/hub/smallNetwork.js';
import { openSite, type Site } from './pageInBrowser.js';

/** Lets a file fall on the page, as from the reader's desk. */
async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    ({ name, bytes }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(bytes)], name));
      dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
    },
    { name, bytes: [...bytes] },
  );
}

/** Runs in the page: the words beside the first progress that is shown of a network. */
function progressShown(): Promise<string> {
  const room = document.querySelector<HTMLElement>('.doctor')!;
  return new Promise((resolve) => {
    new MutationObserver(() => {
      const bar = room.querySelector('progress');
      if (bar && bar.position > 0) resolve(room.innerText);
    }).observe(room, { subtree: true, childList: true, attributes: true });
  });
}

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test('a network in an ONNX file is dropped on the page, examined and used', async () => {
  const page = await site.open();
  const doctor = page.locator('.doctor');
  await page.locator('.state-open').click();
  await page.locator('[data-network-pixels]').selectOption('torchvision');
  const shown = page.evaluate(progressShown);
  await drop(page, 'small.onnx', smallOnnx());
  expect(await shown).toMatch(/^Looking at it: .+ …$/);
  await doctor.getByText('reads 32 × 32 pixels and tells 3 classes apart').waitFor();
  expect(await doctor.innerText()).toContain('second (Conv)');
  await page.keyboard.press('Escape');
  const grid = page.locator('#fig-grid');
  await grid.scrollIntoViewIfNeeded();
  await grid.getByRole('button', { name: 'Run it here' }).click();
  await grid.getByRole('radio', { name: /^second/ }).check();
  const channels = grid.getByRole('radiogroup', { name: /channels of second/ });
  await channels.getByRole('radio').first().waitFor();
  expect(await grid.locator('.failure').count()).toBe(0);
  expect(site.complaints).toEqual([]);
});

test('a file that is no ONNX model is explained', async () => {
  const page = await site.open();
  await page.locator('.state-open').click();
  await drop(page, 'torn.onnx', smallOnnx().subarray(0, 100));
  const doctor = page.locator('.doctor');
  await doctor.getByText('This network does not fit').waitFor();
  expect(await doctor.innerText()).toContain('torn.onnx');
});
