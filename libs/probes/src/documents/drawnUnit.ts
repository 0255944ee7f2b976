import type { Projection } from '@deconv/core';
import type { Box } from '@deconv/geometry';
import type { Preprocess } from '@deconv/models';
import { contrastScale, crop, inRgb, shade, type Pixels } from '@deconv/pictures';

/** What documents show of a unit: two pictures, each as large as its receptive field. */
export interface DrawnUnit {
  receptiveField: Box;
  /** What is drawn white in the projection's picture. */
  scale: number;
  patch: Pixels;
  projection: Pixels;
}

/** @param seen the whole image, as the network sees it */
export function drawnUnit(
  seen: Pixels,
  { box, pixels }: Projection,
  { channelOrder }: Preprocess,
): DrawnUnit {
  const values = inRgb(pixels, channelOrder);
  const scale = contrastScale(values);
  const { height, width } = box;
  const projection = { height, width, data: shade(values, scale) };
  return { receptiveField: box, scale, patch: crop(seen, box), projection };
}
