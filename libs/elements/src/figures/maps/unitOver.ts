import type { Extent } from '@deconv/pictures';
import type { LayerSummary } from '@deconv/engine';
import { cellAt, type Pixel } from '../../parts/place/Pixel.js';

/** The unit of a layer that stands over a pixel. Where fields differ, units are spread over the picture evenly. */
export function unitOver([row, column]: Pixel, layer: LayerSummary, seen: Extent): Pixel {
  const evenly = (at: number, count: number, side: number): number =>
    Math.floor((at * count) / side);
  return (
    cellAt([row, column], layer) ?? [
      evenly(row, layer.height, seen.height),
      evenly(column, layer.width, seen.width),
    ]
  );
}

/** The pixel in the middle of what a unit sees, or the nearest that is inside the picture. */
export function pixelUnder(
  [row, column]: Pixel,
  { receptiveField, height, width }: LayerSummary,
  seen: Extent,
): Pixel {
  const middle = (at: number, count: number, side: number): number => {
    const { size, stride, offset } = receptiveField ?? spread(side / count);
    const pixel = Math.floor(at * stride + offset + (size - 1) / 2);
    return Math.max(0, Math.min(side - 1, pixel));
  };
  return [middle(row, height, seen.height), middle(column, width, seen.width)];
}

const spread = (share: number) => ({ size: share, stride: share, offset: 0 });
