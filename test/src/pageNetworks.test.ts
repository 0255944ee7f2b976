import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { knownModel } from '@deconv/models/known';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { networksBeside } from '../../sites/paper/integrations/networksBeside.mjs';
import { openSite, type Site } from './pageInBrowser.js';

describe('a network that others publish', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  test('is offered with its size and origin, fetched when it is chosen, and held against its checksum', async () => {
    const known = knownModel('squeezenet1.1');
    const [address] = known.addresses;
    const page = await site.open('', { serviceWorkers: 'block' });
    const asked: string[] = [];
    await page.route(/^https:/, (route) => {
      asked.push(route.request().url());
      return route.fulfill({
        headers: { 'Access-Control-Allow-Origin': '*' },
        body: Buffer.alloc(known.bytes),
      });
    });
    await page.locator('.state-open').click();
    const panel = page.locator('#state-panel');
    const offer = panel.locator('label', { hasText: known.name });
    expect(await offer.innerText()).toMatch(/1,000 things in photographs/);
    expect(await offer.innerText()).toContain(`${(known.bytes / 1e6).toFixed(1)} MB`);
    expect(await offer.innerText()).toContain(new URL(address!).host);
    expect(asked).toEqual([]);
    await offer.locator('input').check();
    const said = panel.locator('.doctor');
    await said.getByText('This network does not fit').waitFor();
    expect(await said.innerText()).toContain(`Deconv lists ${known.sha256}`);
    expect([...new Set(asked)]).toEqual(known.addresses);
    expect(new URL(page.url()).search).toBe('?network=squeezenet1.1');
    expect(await page.locator('#fig-lens > .of').innerText()).toBe('squeezenet1.1, cat');
    // What is said of one network goes with it.
    await panel.locator('[value=zfnet-emoji]').check();
    await expect.poll(() => said.innerText()).toBe('');
    await page.context().close();
    site.complaints.length = 0;
  });
});

describe('networks beside the site', () => {
  const MODELS = fileURLToPath(new URL('../../models/', import.meta.url));
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'networks-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const put = (name: string, files: Record<string, string>): void => {
    mkdirSync(join(folder, name));
    for (const [file, content] of Object.entries(files))
      writeFileSync(join(folder, name, file), content);
  };

  test('are offered by their names, with their size and how many classes they know', () => {
    expect(networksBeside(join(folder, 'none'), MODELS)).toEqual([]);
    put('squeezenet1.1', { 'model.onnx': '12345', 'labels.json': '["a","b"]', 'card.md': 'long' });
    put('elsewhere', { 'model.json': '123', 'weights.bin': '4567' });
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'mine'));
    writeFileSync(join(folder, 'README.md'), 'no network');
    expect(networksBeside(folder, MODELS)).toEqual([
      { name: 'elsewhere', file: 'model.json', bytes: 7 },
      { name: 'mine', file: 'model.json', bytes: 7 },
      { name: 'squeezenet1.1', file: 'model.onnx', bytes: 14, classes: 2 },
    ]);
  });

  test('whose names of classes cannot be read are refused with the file', () => {
    put('mine', { 'model.json': '{}', 'labels.json': '[' });
    expect(() => networksBeside(folder, MODELS)).toThrow(/mine\/labels.json is not JSON/);
  });

  test.each([
    ['empty', 'empty holds neither model.json nor model.onnx'],
    ['zfnet-photo', 'a network of this name comes with the page'],
    ['has space', 'the name stands in addresses'],
  ])('are refused by the build: %s', (name, message) => {
    put(name, {});
    expect(() => networksBeside(folder, MODELS)).toThrow(message);
  });
});
