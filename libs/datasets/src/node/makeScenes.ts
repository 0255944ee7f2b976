/** `npm run scenes -w @deconv/datasets -- --out scenes`: emoji scenes in class folders, for looking at networks. */
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { TRAINING_ARTISTS } from '../emoji/artists.js';
import { EMOJI_CLASSES } from '../emoji/classes.js';
import { sceneSvg } from '../scene/sceneSvg.js';
import { balancedScenes } from '../scene/splits.js';
import { fromCaller } from './fromCaller.js';
import { loadEmoji } from './loadEmoji.js';
import { makeFolders } from './makeFolders.js';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'scenes' },
    'per-class': { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    size: { type: 'string', default: '96' },
  },
});
const [perClass, seed, size] = (['per-class', 'seed', 'size'] as const).map((name) => {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new RangeError(`--${name} is "${values[name]}"; expected a whole number ≥ 1`);
}) as [number, number, number];
const folder = fromCaller(values.out);
const artists = TRAINING_ARTISTS;
const glyphs = loadEmoji(artists);
const scenes = balancedScenes('test', seed, perClass, { labels: EMOJI_CLASSES, artists });
for (const [i, scene] of scenes.entries()) {
  const path = join(folder, scene.object.label, `${(i % perClass) + 1}.png`);
  await makeFolders(dirname(path));
  await sharp(Buffer.from(sceneSvg(scene, glyphs, size)))
    .png()
    .toFile(path);
}
console.log(`${scenes.length} scenes in ${folder}`);
