// `npm run poster -w @deconv/paper`: what stands in place of the way up before it computes, and without scripts. The cat
// as the network sees it, the strongest maps of each layer, all maps of the layer in the middle, and what is said of them.
// Build first: it draws with the element's own functions.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeImage } from '@deconv/datasets/node';
import sharp from 'sharp';
import { HEAT_RAMP } from '../../../libs/elements/dist/drawing/chart/heatRamp.js';
import { chosenUnit } from '../../../libs/elements/dist/figures/maps/chosenUnit.js';
import { columnsOf } from '../../../libs/elements/dist/figures/maps/columnsOf.js';
import { fieldOf } from '../../../libs/elements/dist/figures/maps/fieldOf.js';
import { heatPicture } from '../../../libs/elements/dist/figures/maps/heatPicture.js';
import { activationAt, layerMaps } from '../../../libs/elements/dist/figures/maps/LayerMaps.js';
import { unitOver } from '../../../libs/elements/dist/figures/maps/unitOver.js';
import { featureMapsOf } from '../../../libs/engine/dist/worker/featureMapsOf.js';
import { modelSummary } from '../../../libs/engine/dist/worker/modelSummary.js';
import { recordOf } from '../../../libs/models/dist/index.js';
import { startBackend } from '../../../tools/cli/dist/backend/startBackend.js';
import { openModel } from '../../../tools/cli/dist/openModel.js';
import { MODEL, PHOTO, POSTERS, ROOT } from './firstView.mjs';

/** Strongest maps of each layer, and maps in a row of the sheet. */
const [MAPS, ROW] = [4, 16];

await startBackend({ backend: 'wasm' });
const model = await openModel(join(ROOT, MODEL));
const { inputSize: side } = model.preprocess;
const seen = await decodeImage(join(ROOT, PHOTO), {
  size: side,
  fit: 'cover',
});
const record = await recordOf(model, seen);
const summary = modelSummary(`file://${join(ROOT, MODEL)}`, model, {});
const layers = [];
for (const layer of columnsOf(summary, undefined))
  layers.push(layerMaps(layer, await featureMapsOf(record, layer.name)));
const middle = layers[layers.length >> 1];
const chosen = chosenUnit(middle, side);

await write('maps-seen', side, side, [{ picture: seen, left: 0, top: 0 }]);
const tops = layers.map((_, i) =>
  layers.slice(0, i).reduce((sum, { layer }) => sum + layer.height, 0),
);
await write(
  'maps-strongest',
  MAPS * Math.max(...layers.map(({ layer }) => layer.width)),
  layers.reduce((sum, { layer }) => sum + layer.height, 0),
  layers.flatMap((maps, row) =>
    maps.maps.slice(0, MAPS).map((map, column) => ({
      picture: heatPicture(map, maps),
      left: column * maps.layer.width,
      top: tops[row],
    })),
  ),
);
const { width, height } = middle.layer;
await write(
  'maps-sheet',
  ROW * width,
  Math.ceil(middle.maps.length / ROW) * height,
  middle.maps.map((map, i) => ({
    picture: heatPicture(map, middle),
    left: (i % ROW) * width,
    top: Math.floor(i / ROW) * height,
  })),
);

const { map, at, place } = chosen;
const poster = {
  ...{ side, row: ROW, ramp: HEAT_RAMP },
  layers: layers.map(({ layer }, i) => ({
    ...{ name: layer.name, height: layer.height, width: layer.width, channels: layer.channels },
    ...{ sees: layer.receptiveField.size, top: tops[i] },
    field: fieldOf(layer, unitOver(place, layer, side), side),
  })),
  sheet: { layer: layers.indexOf(middle), silent: middle.silent, largest: middle.largest },
  unit: {
    ...{ channel: map.channel, rank: middle.maps.indexOf(map), at },
    activation: activationAt(map, middle.layer, at),
    ...{ largest: map.largest, active: map.active },
  },
};
await writeFile(join(POSTERS, 'maps.json'), `${JSON.stringify(poster)}\n`);
record.dispose();

/** Pictures side by side in one file, each pixel as it is. */
async function write(name, width, height, parts) {
  const layers = parts.map(({ picture, left, top }) => ({
    input: Buffer.from(picture.data),
    raw: {
      width: picture.width,
      height: picture.height,
      channels: picture.data.length / (picture.width * picture.height),
    },
    ...{ left, top },
  }));
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  await sharp({ create: { width, height, channels: 4, background } })
    .composite(layers)
    .webp({ lossless: true, effort: 6 })
    .toFile(join(POSTERS, `${name}.webp`));
}
