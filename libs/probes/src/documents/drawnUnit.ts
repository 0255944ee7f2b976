import type { Projection } from '@deconv/core';
import type { Pixels } from '@deconv/datasets';
import type { Box } from '@deconv/geometry';
import type { Preprocess } from '@deconv/models';
import { inRgb } from './inRgb.js';
import { scaleOf, shade } from './shade.js';

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
  const scale = scaleOf(values);
  const { height, width } = box;
  const projection = { height, width, data: shade(values, scale) };
  return { receptiveField: box, scale, patch: cropped(seen, box), projection };
}

function cropped({ width, data }: Pixels, box: Box): Pixels {
  const cut = new Uint8Array(box.height * box.width * 3);
  for (let row = 0; row < box.height; row++) {
    const start = 3 * ((box.top + row) * width + box.left);
    cut.set(data.subarray(start, start + 3 * box.width), 3 * row * box.width);
  }
  return { height: box.height, width: box.width, data: cut };
}
