import { short } from '@deconv/experiments';
import { enlarge, largestMagnitude, shade, type Pixels } from '@deconv/pictures';
import type { FilterPictures } from '@deconv/probes';
import type { DiagnoseResultsLayer } from '@deconv/results';
import { Canvas } from '../top/Canvas.js';
import { drawSizes, SIZES_HEIGHT } from './drawSizes.js';
import { filterLayout, type FilterLayout } from './filterLayout.js';
import { labelFilterSheet, LEGEND_LINE } from './labelFilterSheet.js';
import { marksOf, type Mark } from './marks.js';

/** Behind filters: bluish, as weights may be of any grey. */
const BEHIND = [196, 208, 230];

export interface FilterSheet {
  /** Of the network, for people. */
  title: string;
  layer: DiagnoseResultsLayer;
  pictures: FilterPictures;
}

/**
 * The filters of a layer, as in Figure 6 of Zeiler & Fergus: left each by its own largest weight, right all by the largest
 * of all, where filters that are dominated are grey; what was found is marked. Below, how large they are.
 * @returns a PNG
 */
export async function drawFilterSheet(sheet: FilterSheet): Promise<Buffer> {
  const { layer, pictures } = sheet;
  const layout = filterLayout(pictures);
  const marks = marksOf(layer);
  const legend = Math.max(1, marks.length) * LEGEND_LINE;
  const canvas = new Canvas(layout.width, layout.bottom + SIZES_HEIGHT + legend + 24);
  const largest = pictures.filters.map(largestMagnitude);
  const common = Math.max(...largest);
  for (const half of layout.halves)
    canvas.fill({ ...layout.panel, left: half + layout.panel.left }, BEHIND);
  for (const [filter, values] of pictures.filters.entries())
    for (const [half, scale] of [largest[filter]!, common].entries()) {
      const { left, top } = layout.corner(filter);
      const place = { left: layout.halves[half]! + left, top };
      drawFilter(canvas, layout, place, { ...pictures, data: shade(values, scale) });
      drawMarks(
        canvas,
        layout,
        place,
        marks.filter((mark) => mark.filters.includes(filter)),
      );
    }
  labelFilterSheet(canvas, layout, { ...sheet, marks, common: short(common) });
  drawSizes(canvas, layout, layer, marks);
  return canvas.png();
}

/** Draws every weight as a square. */
function drawFilter(
  canvas: Canvas,
  { zoom }: FilterLayout,
  corner: { left: number; top: number },
  filter: Pixels,
): void {
  const { data, ...size } = enlarge(filter, zoom);
  canvas.put({ ...corner, ...size }, data);
}

/** A bar for each mark, side by side. */
function drawMarks(
  canvas: Canvas,
  { mark: { left, top, width, height } }: FilterLayout,
  corner: { left: number; top: number },
  marks: readonly Mark[],
): void {
  for (const [i, { colour }] of marks.entries()) {
    const from = Math.round((i * width) / marks.length);
    const to = Math.round(((i + 1) * width) / marks.length);
    const place = {
      left: corner.left + left + from,
      top: corner.top + top,
      width: to - from,
      height,
    };
    canvas.fill(place, colour);
  }
}
