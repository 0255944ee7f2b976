import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { model, tensor } from '../../libs/models/test/onnx/single.js';
import { openSite, type Site } from './pageInBrowser.js';

/** A network of two convolutions, as an ONNX file. */
const smallOnnx = () =>
  model({
    image: [1, 3, 32, 32],
    nodes: [
      { op: 'Conv', name: 'first', inputs: ['x', 'w1', 'b1'], outputs: ['c1'] },
      { op: 'Relu', inputs: ['c1'], outputs: ['r1'] },
      { op: 'Conv', name: 'second', inputs: ['r1', 'w2', 'b2'], outputs: ['c2'] },
      { op: 'Relu', inputs: ['c2'], outputs: ['r2'] },
      { op: 'GlobalAveragePool', inputs: ['r2'], outputs: ['g'] },
      { op: 'Flatten', inputs: ['g'], outputs: ['f'] },
      { op: 'Gemm', inputs: ['f', 'w3', 'b3'], outputs: ['y'] },
      { op: 'Softmax', inputs: ['y'], outputs: ['p'] },
    ],
    tensors: [
      tensor('w1', [8, 3, 3, 3]),
      tensor('b1', [8]),
      tensor('w2', [8, 8, 3, 3]),
      tensor('b2', [8]),
      tensor('w3', [8, 3]),
      tensor('b3', [3]),
    ],
  });

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
