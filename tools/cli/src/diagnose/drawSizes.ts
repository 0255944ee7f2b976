import { short } from '@deconv/experiments';
import type { DiagnoseResultsLayer } from '@deconv/results';
import type { Canvas } from '../top/Canvas.js';
import type { FilterLayout } from './filterLayout.js';
import type { Mark } from './marks.js';

/** All in pixels: title and chart together, the chart alone, the widest bar, and the text right of the chart. */
export const SIZES_HEIGHT = 150;
const CHART = 88;
const WIDEST = 18;
const TEXT = 180;
const GREY = 150;

/** A bar for each filter's RMS, the largest first, coloured as it is marked, with the layer's median as a line. */
export function drawSizes(
  canvas: Canvas,
  { halves: [left], width, bottom }: FilterLayout,
  { rms, median }: DiagnoseResultsLayer,
  marks: readonly Mark[],
): void {
  const base = bottom + SIZES_HEIGHT - 22;
  const largest = Math.max(...rms);
  const high = (size: number): number => (largest ? Math.round((CHART * size) / largest) : 0);
  const chart = Math.min(width - 2 * left - TEXT, WIDEST * rms.length);
  drawBars(canvas, { left, base, width: chart, high }, rms, marks);
  canvas.fill({ left, top: base, width: chart, height: 1 }, GREY);
  const [x, middle, top] = [left + chart, base - high(median), base - CHART];
  canvas.fill({ left, top: middle, width: chart + 8, height: 1 }, 17);
  const title = 'RMS of each filter, largest first';
  canvas.label({ x: left, y: bottom + 28, text: title, size: 14, bold: true });
  canvas.label({ x: x + 12, y: middle + 4, text: `median ${short(median)}`, size: 12 });
  if (middle - top < 14) return;
  canvas.label({ x: x + 12, y: top + 4, text: `largest ${short(largest)}`, size: 12, faint: true });
}

interface Chart {
  left: number;
  base: number;
  width: number;
  /** Height of a bar. */
  high: (size: number) => number;
}

function drawBars(
  canvas: Canvas,
  { left, base, width, high }: Chart,
  rms: readonly number[],
  marks: readonly Mark[],
): void {
  const order = [...rms.keys()].sort((a, b) => rms[b]! - rms[a]!);
  const from = (bar: number): number => left + Math.round((bar * width) / rms.length);
  const gap = width / rms.length >= 3 ? 1 : 0;
  for (const [bar, filter] of order.entries()) {
    const height = high(rms[filter]!);
    // Bars thinner than a pixel share one with their neighbours.
    const across = Math.max(0, from(bar + 1) - from(bar) - gap);
    const colour = marks.find((mark) => mark.filters.includes(filter))?.colour ?? GREY;
    canvas.fill({ left: from(bar), top: base - height, width: across, height }, colour);
  }
}
