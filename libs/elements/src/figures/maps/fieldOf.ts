import type { Extent } from '@deconv/pictures';
import type { Box, LayerSummary } from '@deconv/engine';
import type { Pixel } from '../../parts/place/Pixel.js';

/** What a unit sees of a picture, clipped to it; undefined where fields of the layer differ. */
export function fieldOf(
  { receptiveField }: LayerSummary,
  at: Pixel,
  seen: Extent,
): Box | undefined {
  if (!receptiveField) return undefined;
  const { size, stride, offset } = receptiveField;
  const [top, left] = at.map((place) => Math.max(0, place * stride + offset)) as Pixel;
  const [bottom, right] = [seen.height, seen.width].map((end, i) =>
    Math.min(end, at[i]! * stride + offset + size),
  ) as Pixel;
  return { top, left, height: Math.max(0, bottom - top), width: Math.max(0, right - left) };
}
