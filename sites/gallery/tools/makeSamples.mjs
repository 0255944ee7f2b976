// `npm run samples -w @deconv/gallery`: the documents that the gallery shows, measured with the network that ships on
// scenes drawn for it. Each stands alone: its pictures are in it, as WebP.
import { execFileSync } from 'node:child_process';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { drawScenes } from './drawScenes.mjs';
import { standAlone } from './standAlone.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SAMPLES = fileURLToPath(new URL('../public/samples/', import.meta.url));
const MODEL = 'models/zfnet-emoji';
const photo = (name) => `sites/paper/public/samples/${name}.webp`;

/** What the command is asked, by the probe; SCENES, DOGS and LESSONS are folders of drawings. */
const COMMANDS = {
  occlude: [MODEL, photo('fox'), '--size', '32', '--stride', '4', '--others', 'SCENES'],
  attribute: [MODEL, photo('fox'), photo('tiger')],
  top: [MODEL, 'SCENES', '--layer', 'conv1,conv3,conv5', '--channels', 'random:3', '--seed', '3'],
  invariance: [
    ...[MODEL, ...['tiger', 'bus', 'guitar'].map(photo)],
    ...['--transform', 'rotate', '--layers', 'conv1,conv5'],
  ],
  evolution: [
    ...[`${MODEL}/epochs`, 'SCENES', '--layers', 'conv2,conv5'],
    ...['--channels', 'random:3', '--seed', '2'],
  ],
  correspond: [MODEL, 'DOGS', '--landmarks', 'DOGS/landmarks.json', '--layers', 'conv3,conv5'],
  diagnose: [MODEL, '--images', 'SCENES'],
  descent: [MODEL, photo('tiger'), '--layer', 'conv5'],
  ablate: [
    ...['LESSONS', '--architectures', 'zfnet,alexnet-style', '--filter-limits', '0.1,none'],
    ...['--no-batch-norm', '--width', '0.25', '--epochs', '16', '--lr', '0.02'],
  ],
};

/** Commands that write more than one kind of document: the command, and the option that names the folder. */
const WRITERS = { descent: ['project', '--steps'] };

/** The command's own drawing of a document: the poster that stands in a figure's place before it is drawn. */
const POSTERS = {
  occlude: 'figure.png',
  top: 'conv5.png',
  invariance: 'moved.png',
  evolution: 'conv5.png',
  descent: 'steps.png',
};
const POSTER_WIDTH = 960;

const asked = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'deconv-gallery-'));
try {
  await drawScenes(folder);
  await mkdir(SAMPLES, { recursive: true });
  for (const probe of asked.length ? asked : Object.keys(COMMANDS)) {
    const out = join(folder, probe);
    const args = COMMANDS[probe].map((each) =>
      each
        .replace('SCENES', join(folder, 'scenes'))
        .replace('DOGS', join(folder, 'dogs'))
        .replace('LESSONS', join(folder, 'lessons')),
    );
    const [name, option] = WRITERS[probe] ?? [probe, '--out'];
    const command = ['tools/cli/bin/deconv.js', name, ...args, option, out];
    execFileSync('node', command, { cwd: ROOT, stdio: 'inherit' });
    const text = await readFile(join(out, 'results.json'), 'utf8');
    await writeFile(join(SAMPLES, `${probe}.json`), await standAlone(text, out, folder));
    if (probe in POSTERS)
      await sharp(join(out, POSTERS[probe]))
        .resize({ width: POSTER_WIDTH, withoutEnlargement: true })
        .webp({ quality: 75, effort: 6 })
        .toFile(join(SAMPLES, `${probe}.webp`));
  }
} finally {
  await rm(folder, { recursive: true });
}
