// `npm run poster -w @deconv/paper`: what stands in place of the controls before they compute, and without scripts. The
// command projected the cat's strongest unit of conv5, and again with random weights from conv5 down.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { sheetOf } from '../../../tools/cli/dist/project/picture.js';
import { MODEL, PHOTO, POSTERS, ROOT } from './firstView.mjs';

/** Places on the sheet of the projection, and of those with random weights in conv5, down to conv3 and down to conv1. */
const SHOWN = [1, 2, 4, 6];

const folder = await mkdtemp(join(tmpdir(), 'deconv-poster-'));
try {
  const png = join(folder, 'controls.png');
  const asked = ['--layer', 'conv5', '--control', 'cascade', '--out', png, '--json'];
  const command = ['tools/cli/bin/deconv.js', 'project', MODEL, PHOTO, ...asked];
  const said = JSON.parse(execFileSync('node', command, { cwd: ROOT, encoding: 'utf8' }));
  const { controls, receptiveField: field, channel } = said;
  const { places } = sheetOf(field, controls.length);
  for (const [i, place] of SHOWN.entries())
    await sharp(png)
      .extract(places[place])
      .webp({ quality: 80, effort: 6 })
      .toFile(join(POSTERS, `controls-${i}.webp`));
  const [{ width, height }] = places;
  const poster = { width, height, channel, field, controls };
  await writeFile(join(POSTERS, 'controls.json'), `${JSON.stringify(poster)}\n`);
} finally {
  await rm(folder, { recursive: true });
}
