// `node tools/makeFirstLayers.mjs NAME=FOLDER …`: what trainings made of the first layer, from networks that
// `deconv train emoji --epochs 10` wrote: their filters as a picture, and what `deconv diagnose` finds in them.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const POSTERS = fileURLToPath(new URL('../public/posters/', import.meta.url));
const COLUMNS = 8;
const ZOOM = 5;
const SAMPLES = 'sites/paper/public/samples';

const folder = await mkdtemp(join(tmpdir(), 'deconv-firsts-'));
const measured = [];
for (const argument of process.argv.slice(2)) {
  const [name, model] = argument.split('=');
  const out = join(folder, name);
  const command = [
    'tools/cli/bin/deconv.js',
    'diagnose',
    model,
    '--images',
    SAMPLES,
    '--layers',
    'conv1',
    '--out',
    out,
  ];
  execFileSync('node', command, { cwd: ROOT, stdio: 'inherit' });
  const results = JSON.parse(await readFile(join(out, 'results.json'), 'utf8'));
  const [layer] = results.networks[0].layers;
  const history = JSON.parse(await readFile(join(model, 'history.json'), 'utf8'));
  const picture = `first-layer-${name}.webp`;
  const sheet = join(out, layer.drawn.picture);
  const { width, height } = await writeGrid(sheet, layer.filters, join(POSTERS, picture));
  measured.push({
    ...{ name, picture, width, height, accuracy: history.at(-1).validation.accuracy },
    ...{ dominant: layer.dominant.length, dominated: layer.dominated.length },
    ...{
      duplicates: layer.duplicates.length,
      spectrum: layer.spectrum,
      aliasing: layer.aliasing.noise,
    },
  });
}
await writeFile(join(POSTERS, 'first-layers.json'), `${JSON.stringify(measured)}\n`);
await rm(folder, { recursive: true });

/** The command draws filters one below the other; here they stand in rows. */
async function writeGrid(sheet, count, path) {
  const { width: side } = await sharp(sheet).metadata();
  const each = side + 1;
  const tiles = Array.from({ length: count }, async (_, i) => ({
    input: await sharp(sheet)
      .extract({ left: 0, top: i * side, width: side, height: side })
      .png()
      .toBuffer(),
    left: (i % COLUMNS) * each,
    top: Math.floor(i / COLUMNS) * each,
  }));
  const size = { width: COLUMNS * each - 1, height: Math.ceil(count / COLUMNS) * each - 1 };
  const ground = { ...size, channels: 3, background: '#808080' };
  const grid = await sharp({ create: ground })
    .composite(await Promise.all(tiles))
    .png()
    .toBuffer();
  const drawn = { width: size.width * ZOOM, height: size.height * ZOOM };
  await sharp(grid)
    .resize(drawn.width, drawn.height, { kernel: 'nearest' })
    .webp({ lossless: true, effort: 6 })
    .toFile(path);
  return drawn;
}
