import { inWords, percent } from '@deconv/experiments';
import { type FilterPictures } from '@deconv/probes';
import type { DiagnoseResultsLayer } from '@deconv/results';
import type { Canvas } from '../top/Canvas.js';
import { SIZES_HEIGHT } from './drawSizes.js';
import { FROM_NUMBER, type FilterLayout } from './filterLayout.js';
import type { Mark } from './marks.js';

/** Height of a line of the legend, in pixels. */
export const LEGEND_LINE = 20;

/** Of low rows one in so many has a number. */
const EVERY = [1, 2, 5, 10, 20];

interface Labelled {
  title: string;
  layer: DiagnoseResultsLayer;
  pictures: FilterPictures;
  marks: readonly Mark[];
  /** The largest weight that is drawn, in words. */
  common: string;
}

/** What the sheet shows, over it; the numbers of filters, beside them; what is marked, under it. */
export function labelFilterSheet(
  canvas: Canvas,
  layout: FilterLayout,
  { title, layer, pictures, marks, common }: Labelled,
): void {
  const [x, second] = layout.halves;
  const { filters, size, stride } = layer;
  canvas.label({ x, y: 36, text: layer.layer, size: 22, bold: true });
  const steps = stride[0] === stride[1] ? stride[0] : stride.join(' × ');
  const about = `${title}: ${filters} filters of ${size.join(' × ')}, stride ${steps}, ${pictures.shown}`;
  canvas.label({ x, y: 58, text: about, size: 13, faint: true });
  canvas.label({ x, y: 78, text: frequencies(layer), size: 13, faint: true });
  const own = 'Each by its own largest weight';
  canvas.label({ x, y: 110, text: own, size: 14, bold: true });
  const all = `All by the largest of all, ±${common}`;
  canvas.label({ x: second, y: 110, text: all, size: 14, bold: true });
  numberRows(canvas, layout, filters);
  labelMarks(canvas, { x, y: layout.bottom + SIZES_HEIGHT }, marks);
}

function frequencies({ spectrum, aliasing }: DiagnoseResultsLayer): string {
  const parts = [
    spectrum &&
      `energy: ${percent(spectrum.low)} low, ${percent(spectrum.mid)} mid, ${percent(spectrum.high)} high frequencies`,
    aliasing && `aliasing: ${percent(aliasing.photographs)}`,
    'grey is zero',
  ];
  const text = parts.filter(Boolean).join('; ');
  return text[0]!.toUpperCase() + text.slice(1);
}

/** Numbers each row's first filter; of rows that are lower than a text's line, every second, fifth, … */
function numberRows(canvas: Canvas, layout: FilterLayout, filters: number) {
  const { halves, across, corner, zoom } = layout;
  const height = corner(across).top - corner(0).top;
  const every = across * (EVERY.find((rows) => rows * height >= LEGEND_LINE) ?? EVERY.at(-1)!);
  for (let filter = 0; filter < filters; filter += every)
    for (const half of halves) {
      const { left, top } = corner(filter);
      const place = { x: half + left - FROM_NUMBER, y: top + Math.max(9, zoom) };
      canvas.label({ ...place, text: String(filter), size: 11, end: true, faint: true });
    }
}

function labelMarks(
  canvas: Canvas,
  { x, y }: { x: number; y: number },
  marks: readonly Mark[],
): void {
  if (!marks.length)
    canvas.label({ x, y: y + 10, text: 'No filter stands out.', size: 12, faint: true });
  for (const [i, { what, colour, filters }] of marks.entries()) {
    const top = y + i * LEGEND_LINE;
    canvas.fill({ left: x, top, width: 12, height: 12 }, colour);
    const text = `${what}: ${inWords(filters)}`;
    canvas.label({ x: x + 20, y: top + 10, text, size: 12 });
  }
}
