import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { TRAINING_ARTISTS } from '../emoji/artists.js';
import { FACE_CLASSES, type FaceClass } from '../emoji/faces.js';
import { landmarksFile, type LandmarksFile } from '../scene/landmarksFile.js';
import { sceneSvg } from '../scene/sceneSvg.js';
import { balancedScenes } from '../scene/splits.js';
import { loadEmoji } from './loadEmoji.js';
import { makeFolders } from './makeFolders.js';

export interface FacesOptions {
  /** Default: all of `FACE_CLASSES`. */
  labels?: readonly FaceClass[];
  /** Scenes of each class, by the artists of training in turn. Default 5. */
  perClass?: number;
  /** Default 1. */
  seed?: number;
  /** Side of each picture in pixels. Default 227. */
  size?: number;
}

/**
 * Draws scenes of frontal faces, of the test split, as PNG files, and writes `landmarks.json` beside them. A scene whose
 * eyes or nose the frame cuts off is left out, so a class may have fewer than `perClass` pictures.
 * @returns what `landmarks.json` holds
 */
export async function writeFaces(
  folder: string,
  { labels = FACE_CLASSES, perClass = 5, seed = 1, size = 227 }: FacesOptions = {},
): Promise<LandmarksFile> {
  const artists = TRAINING_ARTISTS;
  const scenes = balancedScenes('test', seed, perClass, { labels, artists });
  const pictures = scenes.map(
    (scene, i) => [`${scene.object.label}-${(i % perClass) + 1}.png`, scene] as const,
  );
  const landmarks = landmarksFile(pictures);
  const glyphs = loadEmoji(artists);
  await makeFolders(folder);
  for (const [file, scene] of pictures)
    if (file in landmarks.images)
      await sharp(Buffer.from(sceneSvg(scene, glyphs, size)))
        .png()
        .toFile(join(folder, file));
  await writeFile(join(folder, 'landmarks.json'), `${JSON.stringify(landmarks, null, 2)}\n`);
  return landmarks;
}
