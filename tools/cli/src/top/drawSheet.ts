import { ZERO_GREY } from '@deconv/pictures';
import type { TopResults, TopResultsLayer } from '@deconv/results';
import { Canvas } from './Canvas.js';
import { drawCell, PALE } from './drawCell.js';
import { labelMap, labelSheet } from './labelSheet.js';
import { sheetLayout } from './sheetLayout.js';
import { largestField, unitPictures } from './unitPictures.js';

/**
 * A contact sheet in the manner of the paper's Figure 2: left the projections of each map's units, right the patches that
 * caused them, in the same places.
 * @param folder of the results
 * @param shown the maps of the layer that this sheet shows
 * @returns a PNG
 */
export async function drawSheet(
  folder: string,
  results: TopResults,
  layer: TopResultsLayer,
  shown: TopResultsLayer['maps'],
): Promise<Buffer> {
  const most = Math.max(...shown.map(({ entries }) => entries.length));
  const layout = sheetLayout(shown.length, most);
  const canvas = new Canvas(layout.width, layout.height);
  const field = largestField(layer.maps.flatMap(({ entries }) => entries));
  labelSheet(canvas, layout, { results, layer, field });
  for (const [i, map] of shown.entries()) {
    const corner = layout.corner(i);
    labelMap(canvas, layout, corner, map);
    for (const [j, entry] of map.entries.entries()) {
      const place = layout.place(j);
      const cells = layout.halves.map((half) => ({
        left: half + corner.x + place.x,
        top: corner.y + place.y,
        side: layout.cell,
      }));
      const [projection, patch] = await unitPictures(folder, entry, layout.cell / field);
      drawCell(canvas, cells[0]!, ZERO_GREY, projection);
      drawCell(canvas, cells[1]!, PALE, patch);
    }
  }
  return canvas.png();
}
