import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EMOJI_CLASSES, balancedScenes, landmarksFile, sceneSvg } from '@deconv/datasets';
import { loadEmoji } from '@deconv/datasets/node';
import sharp from 'sharp';

/** Their drawings may be shown beside any other, with a line of credit. */
const ARTISTS = ['noto', 'twemoji'];
const SEED = 1;

/** Things that differ enough for a training of minutes. */
const LESSONS = ['dog', 'fox', 'panda', 'butterfly', 'football', 'sunflower', 'bus', 'watermelon'];

/**
 * Draws `scenes`, two a class, `dogs` with their landmarks, and `lessons`, a folder for each of a few classes, into a
 * folder.
 */
export async function drawScenes(folder) {
  for (const label of LESSONS)
    await draw(join(folder, 'lessons', label), { labels: [label], perClass: 30, size: 112 });
  await draw(join(folder, 'scenes'), { labels: EMOJI_CLASSES, perClass: 2, size: 96 });
  const dogs = await draw(join(folder, 'dogs'), { labels: ['dog'], perClass: 6, size: 227 });
  const landmarks = landmarksFile(dogs);
  await writeFile(join(folder, 'dogs/landmarks.json'), JSON.stringify(landmarks));
}

async function draw(folder, { labels, perClass, size }) {
  const glyphs = loadEmoji(ARTISTS);
  const scenes = balancedScenes('test', SEED, perClass, { labels, artists: ARTISTS });
  const named = scenes.map((scene, i) => [
    `${scene.object.label}-${(i % perClass) + 1}.png`,
    scene,
  ]);
  await mkdir(folder, { recursive: true });
  for (const [file, scene] of named)
    await sharp(Buffer.from(sceneSvg(scene, glyphs, size)))
      .png()
      .toFile(join(folder, file));
  return named;
}
