import { faceOf } from '../emoji/faces.js';
import type { Landmarks, Point } from '../emoji/landmarks.js';
import { placePoint } from './placePoint.js';
import type { Scene } from './scene.js';

/**
 * Where the eyes and the nose of a scene's object lie in its picture, as fractions of the picture's width and height;
 * outside 0 … 1 where the frame cuts a part off. Left and right are the viewer's, so in a mirrored scene the drawing's
 * right eye is the left one. A distractor has no landmarks.
 * @returns undefined where the object is no frontal face (`FACE_CLASSES`)
 */
export function landmarksOf({ object }: Scene): Landmarks | undefined {
  const face = faceOf(object.artist, object.label);
  if (!face) return undefined;
  const eyes = [face.leftEyeInImage, face.rightEyeInImage].map((eye) => placePoint(object, eye));
  const [leftEyeInImage, rightEyeInImage] = eyes.sort(([a], [b]) => a - b) as [Point, Point];
  return { leftEyeInImage, rightEyeInImage, nose: placePoint(object, face.nose) };
}
