// `npm run poster -w @deconv/paper`: what stands in place of the controls before they compute, and without scripts. The
// command projected the tiger's strongest unit of conv5, and again with random weights from conv5 down.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const POSTERS = fileURLToPath(new URL('../public/posters/', import.meta.url));
/** Extent of a picture that the command draws, and what lies between two: beside, and below with two lines of text. */
const [WIDTH, HEIGHT, GAP, BELOW] = [201, 249, 8, 44];
/** Column and row of the projection, and of those with random weights in conv5, down to conv3 and down to conv1. */
const SHOWN = [
  [1, 0],
  [0, 1],
  [2, 1],
  [0, 2],
];

const folder = await mkdtemp(join(tmpdir(), 'deconv-poster-'));
try {
  const png = join(folder, 'tiger.png');
  const photo = 'sites/paper/public/samples/tiger.webp';
  const asked = ['--layer', 'conv5', '--control', 'cascade', '--out', png, '--json'];
  const command = ['tools/cli/bin/deconv.js', 'project', 'models/zfnet-emoji', photo, ...asked];
  const { controls } = JSON.parse(execFileSync('node', command, { cwd: ROOT, encoding: 'utf8' }));
  await writeFile(join(POSTERS, 'controls.json'), `${JSON.stringify(controls)}\n`);
  for (const [i, [column, row]] of SHOWN.entries()) {
    const [left, top] = [column * (WIDTH + GAP), row * (HEIGHT + BELOW)];
    await sharp(png)
      .extract({ left, top, width: WIDTH, height: HEIGHT })
      .webp({ quality: 80, effort: 6 })
      .toFile(join(POSTERS, `controls-${i}.webp`));
  }
} finally {
  await rm(folder, { recursive: true });
}
