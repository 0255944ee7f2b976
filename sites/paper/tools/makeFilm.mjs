// `npm run film -w @deconv/paper`: what README and links to the page show of it, taken from the built page itself: a film of
// its first screen without sound, `docs/lens.webp`, and the card of `<meta property="og:image">`. Build first.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import sharp from 'sharp';
import { findBrowser } from '../../../tools/dev/browser.mjs';
import document from '../public/posters/lens.json' with { type: 'json' };
import { ROOT } from './firstView.mjs';

const PORT = 4873;
/** How long each place stays, and how long what the network answers where the pointer rests, in milliseconds. */
const [STAY, REST] = [2200, 1600];
/** Pixels of the picture as the network sees it, in shares of its sides, where the pointer goes in the end. */
const POINTED = [
  [0.42, 0.25],
  [0.43, 0.76],
  [0.7, 0.56],
  [0.6, 0.3],
  [0.85, 0.6],
  [0.2, 0.5],
];

const { places } = document.images[0];

const preview = spawn('npx', ['astro', 'preview', '--port', String(PORT)], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  detached: true,
});
const browser = await chromium.launch(findBrowser());
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 790 } });
  await arrived(page);
  const lens = page.locator('#fig-lens');
  const frames = [];
  const shoot = async (delay) => frames.push({ png: await page.screenshot(), delay });
  await lens.locator('.pane .projection').first().waitFor();
  await page.screenshot({
    path: join(ROOT, 'sites/paper/public/card.jpg'),
    ...{ type: 'jpeg', quality: 86 },
    clip: { x: 0, y: 50, width: 1200, height: 630 },
  });
  for (let shown = 0; shown < places.length; shown++) {
    await shoot(STAY);
    const place = await placeOf(lens);
    await page.waitForFunction((before) => {
      const figure = globalThis.document.querySelector('#fig-lens');
      return figure.shadowRoot.querySelector('.handle').getAttribute('aria-valuenow') !== before;
    }, place);
  }
  await lens.locator('.handle').click();
  for (const [row, column] of POINTED) {
    const { x, y, width, height } = await lens.locator('.handle').boundingBox();
    await page.mouse.move(x + column * width, y + row * height);
    await lens.locator('.plate.ready').waitFor({ state: 'attached' });
    await page.waitForFunction(
      () => globalThis.document.querySelector('#fig-lens').stage === 'ready',
    );
    await shoot(REST);
  }
  await sharp(
    frames.map(({ png }) => png),
    { join: { animated: true } },
  )
    .webp({ quality: 72, effort: 6, delay: frames.map(({ delay }) => delay), loop: 0 })
    .toFile(join(ROOT, 'docs/lens.webp'));
} finally {
  await browser.close();
  process.kill(-preview.pid);
}

/** Goes to the page, once it is served. */
async function arrived(page) {
  for (let tries = 0; ; tries++)
    try {
      return await page.goto(`http://localhost:${PORT}/`);
    } catch (error) {
      if (tries === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
}

/** Where the lens looks, as it says itself. */
function placeOf(lens) {
  return lens.locator('.handle').getAttribute('aria-valuenow');
}
