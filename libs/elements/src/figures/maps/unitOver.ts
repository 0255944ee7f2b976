import type { LayerSummary } from '@deconv/engine';
import { cellAt, type Pixel } from '../../parts/place/Pixel.js';

/** The unit of a layer that stands over a pixel. Where fields differ, units are spread over the picture evenly. */
export function unitOver(pixel: Pixel, layer: LayerSummary, side: number): Pixel {
  const evenly = (at: number, count: number): number => Math.floor((at * count) / side);
  return cellAt(pixel, layer) ?? [evenly(pixel[0], layer.height), evenly(pixel[1], layer.width)];
}

/** The pixel in the middle of what a unit sees, or the nearest that is inside the picture. */
export function pixelUnder(
  [row, column]: Pixel,
  { receptiveField, height, width }: LayerSummary,
  side: number,
): Pixel {
  const middle = (at: number, count: number): number => {
    const { size, stride, offset } = receptiveField ?? spread(side / count);
    const pixel = Math.floor(at * stride + offset + (size - 1) / 2);
    return Math.max(0, Math.min(side - 1, pixel));
  };
  return [middle(row, height), middle(column, width)];
}

const spread = (share: number) => ({ size: share, stride: share, offset: 0 });
