// `npm run poster -w @deconv/paper`: what stands in the grid's place before it computes, and without scripts: the nine maps
// of conv3 that respond most to a sample, each with the patch that its strongest unit sees and that unit's projection. Build first.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { project, strongestUnits } from '../../../libs/core/dist/index.js';
import { decodeImage } from '@deconv/datasets/node';
import { drawnUnit } from '../../../libs/probes/dist/index.js';
import { recordOf } from '../../../libs/models/dist/index.js';
import { startBackend } from '../../../tools/cli/dist/backend/startBackend.js';
import { openModel } from '../../../tools/cli/dist/openModel.js';
import { MODEL, PHOTO, POSTERS, ROOT } from './firstView.mjs';

const [LAYER, COUNT] = ['conv3', 9];
/** Side of each picture; a field that is cut at the photo's edge lies in the middle of its square, as it does live. */
const SIDE = 204;

await startBackend({ backend: 'wasm' });
const model = await openModel(join(ROOT, MODEL));
const size = model.preprocess.inputSize;
const pixels = await decodeImage(join(ROOT, PHOTO), { size });
const record = await recordOf(model, pixels);
const units = (await strongestUnits(record, LAYER)).slice(0, COUNT);
const projections = await project(record, units, { rule: 'deconvnet' });
await mkdir(POSTERS, { recursive: true });
const cells = [];
for (const [i, { channel, activation }] of units.entries()) {
  const drawn = drawnUnit(pixels, projections[i], model.preprocess);
  const halves = await Promise.all([
    squareOf(drawn.patch, '#0000'),
    squareOf(drawn.projection, '#808080'),
  ]);
  const file = `grid-${i}.webp`;
  await sharp({ create: { width: 2 * SIDE + 2, height: SIDE, channels: 4, background: '#0000' } })
    .composite(halves.map((input, half) => ({ input, left: half * (SIDE + 2), top: 0 })))
    .webp({ quality: 80, effort: 6 })
    .toFile(join(POSTERS, file));
  cells.push({ file, channel, activation });
}
// Cut at one edge, a field keeps its extent along the other.
const field = Math.max(...projections.flatMap(({ box }) => [box.height, box.width]));
const poster = { layer: LAYER, field, width: 2 * SIDE + 2, height: SIDE, cells };
await writeFile(join(POSTERS, 'grid.json'), `${JSON.stringify(poster)}\n`);

async function squareOf({ width, height, data }, background) {
  const channels = data.length / (width * height);
  const picture = sharp(Buffer.from(data), { raw: { width, height, channels } });
  return picture
    .resize(SIDE, SIDE, { kernel: 'nearest', fit: 'contain', background })
    .png()
    .toBuffer();
}
