import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FAULTS, saveFault, type Fault } from './faultNetworks.js';
import { start } from './process.js';
import { run } from './support.js';

// Reports of networks that are not as most are.

/** A Vision Transformer of two blocks, by torchvision. */
const ATTENTION = fileURLToPath(
  new URL('../../../libs/models/test/blocks/vit.onnx', import.meta.url),
);

let folder: string;
let photos: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-report-networks-'));
  photos = join(folder, 'photos');
  await mkdir(photos);
  const pixels = Uint8Array.from({ length: 60 * 60 * 3 }, (_, p) => (p * 7919) % 256);
  await sharp(pixels, { raw: { width: 60, height: 60, channels: 3 } })
    .png()
    .toFile(join(photos, 'noise.png'));
});
afterAll(() => rm(folder, { recursive: true }));

async function reportOf(model: string, sections: string): Promise<{ out: string; page: string }> {
  const out = await mkdtemp(join(folder, 'report-'));
  const args = ['--images', photos, '--quick', '--sections', sections, '--out', out];
  const { code, stderr } = await start('report', model, ...args).finished;
  expect(code, stderr).toBe(0);
  const page = await readFile(join(out, 'index.html'), 'utf8');
  return { out, page: page.replace(/\s+/g, ' ') };
}

test('a report on a network with attention says which layers only the gradient rule projects, and why', async () => {
  const { out, page } = await reportOf(
    ATTENTION,
    'model,answers,top,occlusion,attribution,controls',
  );
  const { stdout } = await run('inspect', ATTENTION, '--json');
  const { layers } = JSON.parse(stdout) as { layers: { rules: string[] }[] };
  const alone = layers.filter(({ rules }) => rules.join() === 'gradient').length;
  expect(alone).toBeGreaterThan(layers.length / 2);
  expect(page).toContain(
    `${alone} of the layers are projected by the rule gradient alone, and not in this report: ` +
      '<b>/encoder/layers/encoder_layer_0/self_attention/MatMul_1</b> multiplies two maps',
  );
  expect(page).toContain('All convolutions of the network.');
  expect(await readdir(out)).toEqual(
    expect.arrayContaining(['answers', 'attribution-1', 'occlusion-1', 'top']),
  );
});

test.each(Object.keys(FAULTS) as Fault[])(
  'a report on %s shows images as the network sees them',
  async (fault) => {
    await saveFault(join(folder, fault), fault);
    const { out, page } = await reportOf(join(folder, fault), 'model,answers');
    const [height, width, channels] = FAULTS[fault].shape;
    const seen = channels === 1 ? 'one channel: brightness' : '3 channels, RGB';
    expect(page).toContain(`${height} × ${width}, ${seen}`);
    expect(page).not.toContain('rule gradient alone');
    const { data, info } = await sharp(join(out, 'answers', 'seen-1.webp'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.width / info.height).toBeCloseTo(width / height, 1);
    const apart = Array.from({ length: info.width * info.height }, (_, i) => {
      const [red, green, blue] = data.subarray(i * info.channels) as unknown as number[];
      return Math.max(red!, green!, blue!) - Math.min(red!, green!, blue!);
    });
    // Lossy files keep grey nearly grey.
    if (channels === 1) expect(Math.max(...apart)).toBeLessThan(8);
    else expect(Math.max(...apart)).toBeGreaterThan(60);
  },
);
