import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { smallOnnx } from '../../libs/models/test/hub/smallNetwork.js';
import { startHub, type Repository } from '../../libs/models/test/hub/startHub.js';
import { openPage } from './openPage.js';
import { openSite, type Site } from './pageInBrowser.js';

const config = { id2label: { 0: 'tench', 1: 'church', 2: 'parachute' } };
const files = { 'config.json': JSON.stringify(config), 'onnx/model.onnx': smallOnnx() };
const REPOSITORIES: Record<string, Repository> = {
  'somebody/whole': {
    files: {
      ...files,
      'preprocessor_config.json': JSON.stringify({ do_rescale: true, do_normalize: false }),
      'onnx/model_int8.onnx': 'x',
    },
  },
  'somebody/unsaid': { files },
  'somebody/gated': { files, token: 'hf_secret' },
};

let site: Site;
let hub: Awaited<ReturnType<typeof startHub>>;
beforeAll(async () => {
  [site, hub] = await Promise.all([openSite(), startHub(REPOSITORIES)]);
});
afterAll(async () => {
  await site.close();
  hub.close();
});
beforeEach(() => hub.faults.clear());

/** Runs in the page, before its scripts: names the hub as its author would, with a tag in its head. */
function nameHub(content: string): void {
  const wish = Object.assign(document.createElement('meta'), { name: 'deconv-hub', content });
  new MutationObserver((_, observer) => {
    if (!document.querySelector('head')) return;
    document.head.append(wish);
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

/** Opens the page as one whose author names the hub. */
async function openWith(search: string): Promise<Page> {
  const page = await openPage(site.browser, { viewport: { width: 1280, height: 900 } });
  await page.addInitScript(nameHub, hub.endpoint);
  await page.goto(`${site.server.origin}/${search}`);
  await page.locator('.state-open').click();
  return page;
}

test.each(['?network=hf:somebody/whole', '?model=hf:somebody/whole'])(
  'the page at %s reads a network on the Hub, from the host that it sends on to',
  async (search) => {
    const page = await openWith(search);
    const doctor = page.locator('.doctor');
    await doctor.getByText('reads 32 × 32 pixels and tells 3 classes apart').waitFor();
    expect(await doctor.innerText()).toContain(
      'passed over, for their numbers are reduced: onnx/model_int8.onnx',
    );
    expect(await doctor.innerText()).not.toContain('says nowhere');
    expect(hub.asked.some(({ host }) => host === 'storage')).toBe(true);
    await page.context().close();
  },
);

test('a network on the Hub is opened by the panel, and the page says where nothing tells how pixels are read', async () => {
  const page = await openWith('');
  await page.locator('[data-network-link] input').fill('hf:somebody/unsaid');
  await page.locator('[data-network-link] button').click();
  await page
    .locator('.doctor')
    .getByText('Note: the network says nowhere how pixels become its input')
    .waitFor();
  await page.context().close();
});

test.each([
  ['hf:somebody/gated', undefined, 'for a gated network, accept its terms on its page'],
  ['hf:somebody/nothing', undefined, 'private or gated, or there is none of the name'],
  ['hf:somebody/whole', 'pointer', 'onnx/model.onnx is a pointer of Git LFS'],
  ['hf:somebody/whole', 'other', 'so it is not the file that was published'],
  ['hf:somebody/whole', 'cut', 'cannot be fetched'],
  ['hf:somebody/whole', 'rate', '429'],
] as const)('the page says what is wrong with %s (%s)', async (network, fault, message) => {
  if (fault) hub.faults.set('onnx/model.onnx', fault);
  const page = await openWith(`?network=${network}`);
  const doctor = page.locator('.doctor');
  await doctor.getByText('This network does not fit').waitFor();
  expect(await doctor.innerText()).toContain(message);
  await page.context().close();
});
