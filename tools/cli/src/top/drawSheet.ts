import type { TopResults, TopResultsEntry, TopResultsLayer } from '@deconv/results';
import { join } from 'node:path';
import sharp from 'sharp';
import { GREY, scaleOf, shade } from '../shade.js';
import { Canvas } from './Canvas.js';
import { labelMap, labelSheet } from './labelSheet.js';
import { sheetLayout } from './sheetLayout.js';

/** Behind patches that are smaller than others, since the image ends within their receptive fields. */
const PALE = 226;
/** From this factor on pixels are enlarged as squares; below, pictures are resampled. */
const SQUARES = 3;

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
  const field = largestField(layer);
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
      const [projection, patch] = await picturesOf(folder, entry, layout.cell / field);
      drawCell(canvas, cells[0]!, GREY, { ...projection, data: contrasted(projection.data) });
      drawCell(canvas, cells[1]!, PALE, patch);
    }
  }
  return canvas.png();
}

interface Picture {
  width: number;
  height: number;
  /** RGB */
  data: Uint8Array;
}

/** Reads a unit's pictures, enlarged by a factor. */
async function picturesOf(
  folder: string,
  { receptiveField, projection, patch }: TopResultsEntry,
  factor: number,
): Promise<[projection: Picture, patch: Picture]> {
  const scaled = (length: number): number => Math.max(1, Math.round(length * factor));
  const size = { width: scaled(receptiveField.width), height: scaled(receptiveField.height) };
  const kernel = factor >= SQUARES ? 'nearest' : 'lanczos3';
  const read = async (path: string): Promise<Picture> => {
    const picture = sharp(join(folder, path)).resize({ ...size, fit: 'fill', kernel });
    return { ...size, data: await picture.raw().toBuffer() };
  };
  return [await read(projection), await read(patch)];
}

/** The larger side of the largest receptive field: all units of a layer are drawn at one size. */
function largestField({ maps }: TopResultsLayer): number {
  const fields = maps.flatMap(({ entries }) => entries.map((entry) => entry.receptiveField));
  return fields.reduce((side, { height, width }) => Math.max(side, height, width), 1);
}

/** Shades anew what lost contrast as it was made smaller, where light and dark pixels meet. */
function contrasted(drawn: Uint8Array): Uint8Array {
  const values = Float32Array.from(drawn, (value) => value - GREY);
  return shade(values, scaleOf(values));
}

interface Cell {
  left: number;
  top: number;
  side: number;
}

/** Draws a picture in the middle of its cell. */
function drawCell(
  canvas: Canvas,
  { left, top, side }: Cell,
  behind: number,
  { width, height, data }: Picture,
): void {
  canvas.fill({ left, top, width: side, height: side }, behind);
  const middle = (length: number): number => Math.floor((side - length) / 2);
  canvas.put({ left: left + middle(width), top: top + middle(height), width, height }, data);
}
