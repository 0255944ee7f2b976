// `node tools/makeTrainingPoster.mjs ADDRESS`: what stands in the training's figure before it is started, and without
// scripts: the scenes, the filters after the last step, and how well that training did. ADDRESS serves the built page.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import sharp from 'sharp';
import { findBrowser } from '../../../tools/dev/browser.mjs';

const POSTERS = fileURLToPath(new URL('../public/posters/', import.meta.url));
const PATIENCE = 1_800_000;

const browser = await chromium.launch(findBrowser());
const page = await browser.newPage();
await page.goto(process.argv[2]);
const room = page.locator('#fig-training');
await room.getByRole('button', { name: 'Start' }).click();
await room.getByText('Done.').waitFor({ timeout: PATIENCE });
for (const name of ['filters', 'scenes']) {
  const address = await room.locator(`.training-${name}`).evaluate((canvas) => canvas.toDataURL());
  const picture = Buffer.from(address.split(',')[1], 'base64');
  const webp = sharp(picture).webp(name === 'filters' ? { lossless: true } : { quality: 85 });
  await webp.toFile(`${POSTERS}training-${name}.webp`);
}
const words = await room.locator('.training-status').innerText();
const [, steps, right] = /Step (\d+) of .*right on (\d+)/.exec(words);
const said = { steps: Number(steps), right: Number(right) };
await writeFile(`${POSTERS}training.json`, `${JSON.stringify(said, null, 2)}\n`);
await browser.close();
