import { cp, rm } from 'node:fs/promises';
import { type Browser, type Page, chromium } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../tools/dev/browser.mjs';
import { ROOT, buildHouse } from './house.js';
import { openPage } from './openPage.js';
import { type StaticServer, staticServer } from './staticServer.js';

const SAMPLES = `${ROOT}sites/gallery/public/samples`;
const WEBSITE = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(findBrowser());
});
afterAll(() => browser.close());

/** Bundles a page as its author would, from the built package, and lays a document beside it. @returns its folder */
async function bundle(page: string): Promise<string> {
  const folder = buildHouse({
    'index.html': `${WEBSITE}<body><script type="module" src="app.js"></script>`,
  });
  await build({
    root: `${ROOT}test`,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    // Vue's own advice where templates are compiled in the page.
    resolve: { alias: { vue: 'vue/dist/vue.esm-bundler.js' } },
    build: {
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: `${ROOT}test/src/frameworks/${page}`,
        output: { entryFileNames: 'app.js' },
      },
    },
  });
  await cp(SAMPLES, folder, { recursive: true });
  await cp(`${SAMPLES}/occlude.json`, `${folder}/results.json`);
  return folder;
}

async function open(address: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await openPage(browser);
  const complaints: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' || text.startsWith('[Vue warn]')) complaints.push(text);
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(address);
  return { page, complaints };
}

describe.each([
  ['React', 'react.tsx'],
  ['Vue', 'vue.ts'],
])('%s', (_, source) => {
  let folder: string;
  let site: StaticServer;
  beforeAll(async () => {
    folder = await bundle(source);
    site = await staticServer(folder);
  });
  afterAll(async () => {
    site.close();
    await rm(folder, { recursive: true });
  });

  test('mounts a figure, hears it, sets its properties and takes it away', async () => {
    const { page, complaints } = await open(site.origin);
    const figure = page.locator('deconv-occlusion');
    await figure.locator('.plate.ready').waitFor();
    await page.locator('#loads', { hasText: '1' }).waitFor();

    await figure.locator('.square').press('Home');
    const place = page.locator('#place');
    const middle = async (): Promise<[row: number, column: number]> => {
      await place.filter({ hasText: 'at' }).waitFor();
      return (JSON.parse(await place.innerText()) as { at: [number, number] }).at;
    };
    const [row, column] = await middle();
    await figure.locator('.square').press('ArrowRight');
    await place.filter({ hasNotText: JSON.stringify([row, column]) }).waitFor();
    const [rowAfter, columnAfter] = await middle();
    expect(rowAfter).toBe(row);
    expect(columnAfter).toBeGreaterThan(column);

    await page.getByRole('button', { name: 'Choose' }).click();
    await page.locator('deconv-occlusion[class-index="7"]').waitFor();
    const names = await figure.evaluate((element) =>
      (element as HTMLElement & { images: File[] }).images.map(({ name }) => name),
    );
    expect(names).toEqual(['fox.png']);

    await page.getByRole('button', { name: 'Close' }).click();
    await figure.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('a notebook', () => {
  const anyone = { 'Access-Control-Allow-Origin': '*' };
  let embed: StaticServer;
  let samples: StaticServer;
  let notebook: StaticServer;
  let folder: string;
  beforeAll(async () => {
    embed = await staticServer(`${ROOT}libs/elements/dist/embed`, anyone);
    samples = await staticServer(SAMPLES, anyone);
    folder = buildHouse({ 'index.html': `${WEBSITE}<body><div id="cell"></div>` });
    notebook = await staticServer(folder);
  });
  afterAll(async () => {
    for (const server of [embed, samples, notebook]) server.close();
    await rm(folder, { recursive: true });
  });

  const cell = (): string =>
    `<script type="module" src="${embed.origin}/deconv.js"></script>` +
    `<deconv-occlusion src="${samples.origin}/occlude.json"></deconv-occlusion>`;

  /** As JupyterLab does with HTML of a cell: set as text, which runs no script, whose scripts are then made anew. */
  const output = (html: string): void => {
    const shown = document.querySelector('#cell')!.appendChild(document.createElement('div'));
    shown.innerHTML = html;
    for (const inert of shown.querySelectorAll('script')) {
      const script = document.createElement('script');
      for (const { name, value } of inert.attributes) script.setAttribute(name, value);
      inert.replaceWith(script);
    }
  };

  test('shows the figure of a cell, and of the same cell run again', async () => {
    const { page, complaints } = await open(notebook.origin);
    for (const figures of [1, 2]) {
      await page.evaluate(output, cell());
      await page.locator('deconv-occlusion').last().scrollIntoViewIfNeeded();
      await page
        .locator('deconv-occlusion .plate.ready')
        .nth(figures - 1)
        .waitFor();
    }
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('shows it in a frame of its own, as trusted HTML is exported', async () => {
    const { page, complaints } = await open(notebook.origin);
    await page.evaluate((html) => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      frame.srcdoc = html;
    }, cell());
    await page.frameLocator('iframe').locator('deconv-occlusion .plate.ready').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });
});
