import type { Box, LayerSummary } from '@deconv/engine';
import type { Pixel } from '../../parts/place/Pixel.js';

/** What a unit sees of a picture of `side` pixels, clipped to it; undefined where fields of the layer differ. */
export function fieldOf(
  { receptiveField }: LayerSummary,
  at: Pixel,
  side: number,
): Box | undefined {
  if (!receptiveField) return undefined;
  const { size, stride, offset } = receptiveField;
  const [top, left] = at.map((place) => Math.max(0, place * stride + offset)) as Pixel;
  const [bottom, right] = at.map((place) =>
    Math.min(side, place * stride + offset + size),
  ) as Pixel;
  return { top, left, height: Math.max(0, bottom - top), width: Math.max(0, right - left) };
}
