// `npm run poster -w @deconv/paper`: what stands in the lens's place before it computes, and without scripts. The command
// traced one pixel of a sample through the five layers: the strongest unit there, projected.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const POSTERS = fileURLToPath(new URL('../public/posters/', import.meta.url));
const PHOTO = 'tiger';
/** Row and column of the tiger's left eye, in the picture as the network sees it. */
const PIXEL = [43, 38];
/** Stride of each layer's units, and the pixel in the middle of the first one's field. */
const LAYERS = { conv1: [2, 3], conv2: [4, 13], conv3: [8, 17], conv4: [8, 17], conv5: [8, 17] };
/** Pixels between the two pictures that the command writes. */
const GAP = 8;

const folder = await mkdtemp(join(tmpdir(), 'deconv-poster-'));
try {
  await mkdir(POSTERS, { recursive: true });
  const panes = [];
  for (const [layer, [stride, first]] of Object.entries(LAYERS)) {
    const at = PIXEL.map((pixel) => Math.round((pixel - first) / stride)).join(',');
    const png = join(folder, `${layer}.png`);
    const photo = `sites/paper/public/samples/${PHOTO}.webp`;
    const args = ['project', 'models/zfnet-emoji', photo, '--layer', layer, '--at', at];
    const command = ['tools/cli/bin/deconv.js', ...args, '--json', '--out', png];
    const unit = JSON.parse(execFileSync('node', command, { cwd: ROOT, encoding: 'utf8' }));
    await writeProjection(png, join(POSTERS, `lens-${layer}.webp`));
    panes.push({
      layer,
      channel: unit.channel,
      activation: unit.activation,
      field: unit.receptiveField,
    });
  }
  const poster = { photo: PHOTO, size: 96, pixel: PIXEL, panes };
  await writeFile(join(POSTERS, 'lens.json'), `${JSON.stringify(poster)}\n`);
} finally {
  await rm(folder, { recursive: true });
}

/** The right one of the two pictures. */
async function writeProjection(png, path) {
  const { width, height } = await sharp(png).metadata();
  const each = (width - GAP) / 2;
  await sharp(png)
    .extract({ left: each + GAP, top: 0, width: each, height })
    .resize(320, 320, { kernel: 'nearest', fit: 'inside' })
    .webp({ quality: 82, effort: 6 })
    .toFile(path);
}
