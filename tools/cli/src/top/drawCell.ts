import type { Pixels } from '@deconv/pictures';
import type { Canvas } from './Canvas.js';

/** Behind patches that are smaller than others, since the image ends within their receptive fields. */
export const PALE = 226;

export interface Cell {
  left: number;
  top: number;
  side: number;
}

/** Draws a picture in the middle of its cell. */
export function drawCell(
  canvas: Canvas,
  { left, top, side }: Cell,
  behind: number,
  { width, height, data }: Pixels,
): void {
  canvas.fill({ left, top, width: side, height: side }, behind);
  const middle = (length: number): number => Math.floor((side - length) / 2);
  canvas.put({ left: left + middle(width), top: top + middle(height), width, height }, data);
}
