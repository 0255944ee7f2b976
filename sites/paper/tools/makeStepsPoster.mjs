// `npm run poster -w @deconv/paper`: the way down that the stepper shows at first, as its document and as a picture. The
// command followed the unit of conv4 that is strongest at the cat's left eye.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { standAlone } from '../../gallery/tools/standAlone.mjs';
import { MODEL, PHOTO, POSTERS, ROOT } from './firstView.mjs';

/** Row and column in the maps of conv4. */
const AT = '3,1';

const folder = await mkdtemp(join(tmpdir(), 'deconv-poster-'));
try {
  const out = join(folder, 'steps');
  const asked = ['--layer', 'conv4', '--at', AT, '--steps', out];
  const command = ['tools/cli/bin/deconv.js', 'project', MODEL, PHOTO, ...asked];
  execFileSync('node', command, { cwd: ROOT, stdio: 'inherit' });
  const text = await readFile(join(out, 'results.json'), 'utf8');
  await writeFile(join(POSTERS, 'descent.json'), await standAlone(text, out, folder));
  await sharp(join(out, 'steps.png'))
    .webp({ quality: 82, effort: 6 })
    .toFile(join(POSTERS, 'descent.webp'));
} finally {
  await rm(folder, { recursive: true });
}
