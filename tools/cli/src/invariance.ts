import { EXPERIMENTS } from '@deconv/experiments';
import { join } from 'node:path';
import { DRAWN } from './arguments/invariance.js';
import { photosCommand } from './experiment/photosCommand.js';
import { curves } from './invariance/curves.js';
import { movedImages } from './invariance/movedImages.js';
import { readPng } from './pngOf.js';

export const invariance = photosCommand(EXPERIMENTS.invariance, {
  names: DRAWN,
  async draw(folder, results) {
    const shown = results.images.filter(({ picture }) => picture !== undefined);
    const framed = shown.map(async ({ picture, fill }) => ({
      pixels: await readPng(join(folder, picture!)),
      fill,
    }));
    const { transform } = results.options;
    const { values } = results.images[0]!;
    return [curves(results), await movedImages(await Promise.all(framed), transform, values)];
  },
});
