import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, type Locator, type Page, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../tools/dev/browser.mjs';
import { differences } from './experiments/differences.js';
import { openPage } from './openPage.js';
import { type StaticServer, staticServer } from './staticServer.js';

const house = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

let folder: string;
let printed: string;
let browser: Browser;
let server: StaticServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-live-'));
  const images = ['fox', 'tiger'].flatMap((name) => [
    '--images',
    house(`sites/paper/public/samples/${name}.webp`),
  ]);
  const landmarks = join(folder, 'landmarks.json');
  const marks = { nose: [0.5, 0.6], eye: [0.36, 0.42] };
  await writeFile(
    landmarks,
    JSON.stringify({ images: { 'fox.webp': marks, 'tiger.webp': marks } }),
  );
  const sections = 'model,filters,top,occlusion,invariance,correspondence,evolution,made';
  const asked = ['--sections', sections, '--layers', 'conv1,conv5', '--quick', '--live'];
  // As the page: correspondence counts signs, and of a difference near zero rounding decides the sign.
  const engine = ['--backend', 'wasm'];
  const args = ['report', house('models/zfnet-emoji'), ...images, ...asked, ...engine];
  const command = [house('tools/cli/bin/deconv.js'), ...args, '--landmarks', landmarks];
  const run = promisify(execFile);
  const out = join(folder, 'report');
  printed = (await run(process.execPath, [...command, '--out', out])).stdout;
  browser = await chromium.launch(findBrowser());
  server = await staticServer(out);
});
afterAll(async () => {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
});

/** A figure's document, without the images it looked at, and what filters alone do not tell; the page says both. */
async function documentOf(figure: Locator): Promise<unknown> {
  const text = await figure.evaluate((element) => JSON.stringify(element));
  return JSON.parse(text, (key, value: unknown) => (OTHERS.has(key) ? undefined : value));
}

const OTHERS = new Set(['data', 'dead']);

async function openReport(address: string, backend: 'wasm' | 'webgl') {
  const page = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url()) && !request.url().startsWith(server.origin))
      complaints.push(`asked of ${request.url()}`);
  });
  await page.goto(address);
  await page.evaluate((content) => {
    document.head.append(
      Object.assign(document.createElement('meta'), { name: 'deconv-backend', content }),
    );
  }, backend);
  return { page, complaints };
}

/** Presses the figure's button, and waits until it has computed. */
async function computed(figure: Locator): Promise<unknown> {
  await figure.getByRole('button', { name: 'Run it here' }).click();
  const end = figure.locator('.run.ready, .run.error').locator('.hint');
  await end.waitFor();
  expect(await end.textContent()).toMatch(/^Computed on your device in/);
  return documentOf(figure);
}

async function drawn(page: Page, src: string): Promise<Locator> {
  const figure = page.locator(`[src="${src}"]`);
  await figure.scrollIntoViewIfNeeded();
  await figure.locator('.plate.ready').waitFor();
  return figure;
}

const onDisc = (): string => pathToFileURL(join(folder, 'report', 'index.html')).href;

describe('a report that computes', () => {
  test('says how large it is, and what of it is there to compute with', () => {
    expect(printed).toMatch(/MB in all/);
    expect(printed).toMatch(/of these, \d+[.]\d MB are what it computes with: .* 4 photos/);
  });

  for (const src of ['#filters', '#top', '#occlusion-1', '#invariance-rotate', '#correspondence'])
    test(`measures again from a disc what the command measured: ${src}`, async () => {
      const { page, complaints } = await openReport(onDisc(), 'wasm');
      const figure = await drawn(page, src);
      const before = await documentOf(figure);
      const after = await computed(figure);
      expect(await figure.locator('.print').textContent()).toMatch(/Computed on\s*wasm/);
      expect(differences(after, before, 1e-4)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    });

  for (const [from, address] of [
    ['a disc', onDisc],
    ['a server', () => server.origin],
  ] as const)
    test(`computes on WebGL from ${from}, in a worker`, async () => {
      const { page, complaints } = await openReport(address(), 'webgl');
      const figure = await drawn(page, '#filters');
      const before = await documentOf(figure);
      const after = await computed(figure);
      expect(await figure.locator('.print').textContent()).toMatch(/Computed on\s*webgl/);
      expect(page.workers()).toHaveLength(1);
      expect(differences(after, before, 1e-4)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    });

  test('reads engine, network and photos only when a figure is run', async () => {
    const { page } = await openReport(server.origin, 'wasm');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const src of ['#filters', '#top', '#correspondence']) await drawn(page, src);
    expect(asked.filter((url) => url.includes('/live/'))).toEqual([]);
    await page.close();
  });

  test('says of a figure that it cannot compute, and why', async () => {
    const { page } = await openReport(onDisc(), 'wasm');
    const figure = await drawn(page, '#evolution');
    expect(await figure.getByRole('button', { name: 'Run it here' }).count()).toBe(0);
    expect(await figure.locator('[slot=caption]').textContent()).toContain(
      'the network at every checkpoint',
    );
    await page.close();
  });

  test('says what is missing where the folder was torn apart', async () => {
    const live = join(folder, 'report', 'live');
    const [engine, bytes] = [join(live, 'engine.js'), await readFile(join(live, 'engine.js'))];
    await rm(engine);
    const { page } = await openReport(onDisc(), 'wasm');
    const figure = await drawn(page, '#filters');
    await figure.getByRole('button', { name: 'Run it here' }).click();
    await figure.getByText('Does it still lie beside this page?').waitFor();
    await page.close();
    await writeFile(engine, bytes);
    expect(await readdir(live)).toContain('engine.js');
  });
});
