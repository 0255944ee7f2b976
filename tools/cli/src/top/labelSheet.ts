import type { TopResults, TopResultsLayer } from '@deconv/results';
import type { Canvas } from './Canvas.js';
import type { SheetLayout } from './sheetLayout.js';

interface Subject {
  results: TopResults;
  layer: TopResultsLayer;
  /** Side of the largest receptive field, in pixels. */
  field: number;
}

/** What the sheet shows, over it; how to read it, under it. */
export function labelSheet(
  canvas: Canvas,
  { halves, height }: SheetLayout,
  { results, layer: { layer, maps, channels }, field }: Subject,
): void {
  const { model, data, options } = results;
  const [x, patches] = halves;
  const seen = data.images - data.skipped.length;
  canvas.label({ x, y: 36, text: layer, size: 22, bold: true });
  const about = `${model.name}: ${maps.length} of ${channels} feature maps, the ${Math.min(options.k, seen)} strongest of ${seen} images each (${data.name})`;
  canvas.label({ x, y: 58, text: about, size: 13, faint: true });
  canvas.label({ x, y: 84, text: `Projections (${options.rule})`, size: 14, bold: true });
  const fields = `Patches: receptive fields, up to ${field} × ${field} pixels`;
  canvas.label({ x: patches, y: 84, text: fields, size: 14, bold: true });
  const key =
    'Grey is zero. Each projection has its own scale. The strongest comes first, and each image once a map at most.';
  canvas.label({ x, y: height - 14, text: key, size: 12, faint: true });
}

/** Names a map in both halves, with the range of its activations. */
export function labelMap(
  canvas: Canvas,
  { halves, block }: SheetLayout,
  { x, y }: { x: number; y: number },
  { channel, entries }: TopResultsLayer['maps'][number],
): void {
  const base = y + 13;
  for (const half of halves)
    canvas.label({ x: half + x, y: base, text: `channel ${channel}`, size: 12, bold: true });
  const text = rangeOf(entries.map(({ activation }) => activation));
  canvas.label({ x: halves[0] + x + block, y: base, text, size: 12, end: true, faint: true });
}

function rangeOf(activations: readonly number[]): string {
  const [first, last] = [activations[0]!, activations.at(-1)!];
  if (first <= 0) return 'never active';
  const [from, to] = [short(first), short(last)];
  return from === to ? from : `${from} – ${to}`;
}

/** Three digits, without an exponent where it can do without. */
const short = (value: number): string => String(Number(value.toPrecision(3)));
