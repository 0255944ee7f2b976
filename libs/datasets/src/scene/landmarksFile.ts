import { PARTS, type Landmarks } from '../emoji/landmarks.js';
import { landmarksOf } from './landmarksOf.js';
import type { Scene } from './scene.js';

/** Where the parts lie in pictures, by the pictures' file names: what a correspondence probe reads. */
export interface LandmarksFile {
  images: Record<string, Landmarks>;
}

/**
 * The landmarks of scenes, to be saved beside their pictures. Scenes whose object is no frontal face, or has a part
 * beyond the frame, are left out.
 * @param pictures the file name of each scene's picture, and the scene
 */
export function landmarksFile(pictures: Iterable<readonly [string, Scene]>): LandmarksFile {
  const images: LandmarksFile['images'] = {};
  for (const [file, scene] of pictures) {
    const landmarks = landmarksOf(scene);
    if (landmarks && isInside(landmarks)) images[file] = landmarks;
  }
  return { images };
}

function isInside(landmarks: Landmarks): boolean {
  return PARTS.every((part) => landmarks[part].every((value) => value >= 0 && value <= 1));
}
