import type { LayerSummary } from '@deconv/engine';

/** A place in the picture as the network sees it: whole pixels from its upper left corner. */
export type Pixel = [row: number, column: number];

/** The position in a layer's map whose receptive field is centred nearest to a pixel; undefined where fields differ. */
export function cellAt([row, column]: Pixel, layer: LayerSummary): Pixel | undefined {
  const field = layer.receptiveField;
  if (!field) return undefined;
  const nearest = (at: number, count: number): number =>
    clamp(Math.round((at - field.offset - (field.size - 1) / 2) / field.stride), count);
  return [nearest(row, layer.height), nearest(column, layer.width)];
}

/** The pixel at a point of the picture, given in shares of its width and height. */
export function pixelAt(x: number, y: number, side: number): Pixel {
  return [clamp(Math.floor(y * side), side), clamp(Math.floor(x * side), side)];
}

/** Pixels that an arrow key moves by together with Shift, and Page Up and Page Down without. */
const LEAP = 8;

/** Where a key leads from a pixel; undefined for keys that move nothing. */
export function pixelByKey(
  { key, shiftKey, ctrlKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey'>,
  [row, column]: Pixel,
  side: number,
): Pixel | undefined {
  const step = shiftKey ? LEAP : 1;
  const last = side - 1;
  const to: Record<string, Pixel> = {
    ArrowLeft: [row, column - step],
    ArrowRight: [row, column + step],
    ArrowUp: [row - step, column],
    ArrowDown: [row + step, column],
    PageUp: [row - LEAP, column],
    PageDown: [row + LEAP, column],
    Home: [ctrlKey ? 0 : row, 0],
    End: [ctrlKey ? last : row, last],
  };
  const next = to[key];
  return next && [clamp(next[0], side), clamp(next[1], side)];
}

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));
