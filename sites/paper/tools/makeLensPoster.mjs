// `npm run poster -w @deconv/paper`: what the lens shows before it computes: the document of `deconv lens` for a dozen places,
// in the order in which an eye might go over the face.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { standAlone } from '../../gallery/tools/standAlone.mjs';
import { MODEL, PHOTO, POSTERS, ROOT } from './firstView.mjs';

const PLACES = '40,24 30,22 17,41 17,64 9,87 41,73 50,57 66,54 77,58 73,38 66,17 50,24';

const folder = await mkdtemp(join(tmpdir(), 'deconv-poster-'));
try {
  const out = join(folder, 'lens');
  const command = ['tools/cli/bin/deconv.js', 'lens', MODEL, PHOTO, '--at', PLACES, '--out', out];
  execFileSync('node', command, { cwd: ROOT, stdio: 'inherit' });
  const text = await readFile(join(out, 'results.json'), 'utf8');
  await writeFile(join(POSTERS, 'lens.json'), await standAlone(text, out, folder));
} finally {
  await rm(folder, { recursive: true });
}
