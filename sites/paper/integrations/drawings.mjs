// The drawings that a network learns from in the page, as `drawings.json`: a few classes by all artists that training
// uses, so that a reader fetches 200 kB instead of the sets' 30 MB.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { TRAINING_ARTISTS, iconOf } from '@deconv/datasets';
import { loadEmoji } from '@deconv/datasets/node';
import { LIVE_CLASSES } from '../src/training/liveClasses.mjs';

const FILE = 'drawings.json';

/** @returns {import('astro').AstroIntegration} */
export function drawings() {
  return {
    name: 'drawings',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(`/${FILE}`, (_, response) => {
          response.setHeader('Content-Type', 'application/json');
          response.end(text());
        });
      },
      'astro:build:done': async ({ dir }) => {
        await writeFile(fileURLToPath(new URL(FILE, dir)), text());
      },
    },
  };
}

/** Drawings by artist and icon. */
function text() {
  const glyphs = loadEmoji(TRAINING_ARTISTS);
  const byArtist = TRAINING_ARTISTS.map((artist) => {
    const icons = LIVE_CLASSES.map(iconOf);
    return [artist, Object.fromEntries(icons.map((icon) => [icon, glyphs(artist, icon)]))];
  });
  return JSON.stringify(Object.fromEntries(byArtist));
}
