import type { TestProject } from 'vitest/node';
import { ARTISTS } from '../../src/emoji/artists.js';
import { iconOf } from '../../src/emoji/classes.js';
import type { Glyph } from '../../src/emoji/glyph.js';
import { loadEmoji } from '../../src/node/loadEmoji.js';
import { renderSvg } from '../../src/node/renderSvg.js';
import { sceneSvg } from '../../src/scene/sceneSvg.js';
import { splitScene } from '../../src/scene/splits.js';
import type { NodePicture } from './nodePictures.js';

const SEEDS = [1, 2, 3];
const SCENES_OF_EACH = 12;
const SIZES = [96, 160];

/** Draws scenes in Node, with sharp, for the browser tests to compare theirs with. */
export default async function setup(project: TestProject): Promise<void> {
  const source = loadEmoji();
  const glyphs: Record<string, Glyph> = {};
  const pictures: NodePicture[] = [];
  for (const seed of SEEDS)
    for (let i = 0; i < SCENES_OF_EACH; i++) {
      const scene = splitScene('test', seed, i, { artists: ARTISTS });
      const size = SIZES[i % SIZES.length]!;
      for (const { artist, label } of [scene.object, scene.distractor ?? scene.object])
        glyphs[`${artist}/${iconOf(label)}`] = source(artist, iconOf(label));
      const { data } = await renderSvg(sceneSvg(scene, source, size));
      pictures.push({ scene, size, pixels: Buffer.from(data).toString('base64') });
    }
  project.provide('pictures', pictures);
  project.provide('glyphs', glyphs);
}
