// `npm run photographs -w @deconv/paper -- FOLDER`: crops the photographs that the page offers, from a folder with their
// originals (their credits, beside the crops, say where those are from).
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const OUT = fileURLToPath(new URL('../public/photographs/', import.meta.url));
/** Side of a crop, in pixels. */
const SIDE = 384;
/** The square of each original that is kept, chosen by eye. */
const CROPS = {
  cat: { original: 'chelsea.jpg', left: 88, top: 0, side: 300 },
  coffee: { original: 'coffee.jpg', left: 98, top: 0, side: 400 },
  astronaut: { original: 'astronaut.jpg', left: 0, top: 0, side: 512 },
  launch: { original: 'rocket.jpg', left: 108, top: 0, side: 427 },
};

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('no folder of originals; say: npm run photographs -w @deconv/paper -- FOLDER');
  process.exit(2);
}
const from = resolve(process.env['INIT_CWD'] ?? '.', folder);
for (const [name, { original, left, top, side }] of Object.entries(CROPS))
  await sharp(await readFile(join(from, original)))
    .extract({ left, top, width: side, height: side })
    .resize(SIDE, SIDE)
    .webp({ quality: 88, effort: 6 })
    .toFile(join(OUT, `${name}.webp`));
