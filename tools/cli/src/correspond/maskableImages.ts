import type { Pixels, Point } from '@deconv/datasets';
import type { Fit } from '@deconv/datasets/node';
import type { Colour } from '@deconv/experiments';
import type { Box } from '@deconv/geometry';
import { toInput, type Model } from '@deconv/models';
import { inputColour, landmarkInCrop, type MaskableImage, maskAt } from '@deconv/probes';
import type { CorrespondResults } from '@deconv/results';
import sharp from 'sharp';
import { eachImage } from '../eachImage.js';
import { forwardPhoto } from '../forwardPhoto.js';
import type { Matched } from './matchLandmarks.js';

/** An image with the squares that cover its parts. */
export interface MarkedImage extends MaskableImage {
  pixels: Pixels;
  boxes: ReadonlyMap<string, Box>;
}

interface Task {
  fit: Fit;
  /** Side of the square that masks, in pixels. */
  size: number;
  fill: (image: Pixels) => Colour;
  signal: AbortSignal;
}

/** Decodes images and places their masks. What cannot be read is skipped; so are parts that `cover` cuts off. */
export async function maskableImages(
  model: Model,
  marked: Matched['marked'],
  { fit, size, fill, signal }: Task,
) {
  const images: MarkedImage[] = [];
  const skippedParts: CorrespondResults['skippedParts'] = [];
  const { preprocess } = model;
  const looking = { size: preprocess.inputSize, fit, signal };
  const paths = marked.map(({ path }) => path);
  const skipped = await eachImage(paths, looking, async (pixels, index) => {
    const { path, marks } = marked[index]!;
    const inSquare = fit === 'cover' ? await cropOf(path) : (point: Point) => point;
    const boxes = new Map<string, Box>();
    for (const [part, point] of marks) {
      const [x, y] = inSquare(point);
      if (x >= 0 && x <= 1 && y >= 0 && y <= 1) boxes.set(part, maskAt([x, y], size, pixels));
      else skippedParts.push({ image: path, part, reason: cutOff(path, part) });
    }
    forwardPhoto(model, pixels).dispose(); // says which layer is broken, if any
    const x = toInput(pixels, preprocess);
    const data = Float32Array.from(x.dataSync());
    x.dispose();
    images.push({ data, fill: inputColour(fill(pixels), preprocess), pixels, boxes });
  });
  return { images, skipped, skippedParts };
}

/** Where points of a picture lie in the square that is cut from it. */
export async function cropOf(path: string): Promise<(point: Point) => Point> {
  const { autoOrient } = await sharp(path).metadata();
  return (point) => landmarkInCrop(autoOrient, point);
}

const cutOff = (path: string, part: string): string =>
  `"${part}" of ${path} lies outside of the square that is cut from its middle; --fit stretch keeps it`;
