import { OKABE_ITO, ZERO_GREY } from '@deconv/pictures';
import type { EvolutionResults, EvolutionResultsMap } from '@deconv/results';
import { Canvas } from '../top/Canvas.js';
import { drawCell, PALE } from '../top/drawCell.js';
import { largestField, unitPictures } from '../top/unitPictures.js';

/** Side of a picture; the spaces between pictures, between maps, and around all; in pixels. */
const [CELL, GAP, BETWEEN, MARGIN] = [104, 3, 26, 28];
/** Heights of the titles, of a line of numbers, and of the marks between checkpoints. */
const [HEAD, LINE, MARK] = [112, 18, 5];
/** Room for the names of the maps. */
const NAMES = 84;

const [IMAGE_CHANGED, FEATURE_CHANGED] = [OKABE_ITO.vermilion, OKABE_ITO.blue];

/**
 * A sheet in the manner of the paper's Figure 4: a row a map, a column a checkpoint; projections with their patches below.
 * @param folder of the document
 * @param maps of one layer
 * @returns a PNG
 */
export async function evolutionSheet(
  folder: string,
  results: EvolutionResults,
  maps: readonly EvolutionResultsMap[],
): Promise<Buffer> {
  const columns = results.checkpoints.length;
  const step = 2 * CELL + GAP + LINE + BETWEEN;
  const width = Math.max(760, 2 * MARGIN + NAMES + columns * (CELL + GAP) - GAP);
  const canvas = new Canvas(width, HEAD + maps.length * step - BETWEEN + MARGIN);
  label(canvas, results, maps);
  const field = largestField(maps.flatMap(({ cells }) => cells));
  for (const [row, { channel, cells }] of maps.entries()) {
    const top = HEAD + row * step;
    canvas.label({ x: MARGIN, y: top + 14, text: `channel ${channel}`, size: 12, bold: true });
    for (const [column, cell] of cells.entries()) {
      const left = MARGIN + NAMES + column * (CELL + GAP);
      const [projection, patch] = await unitPictures(folder, cell, CELL / field);
      const below = top + CELL + GAP;
      drawCell(canvas, { left, top, side: CELL }, ZERO_GREY, projection);
      drawCell(canvas, { left, top: below, side: CELL }, PALE, patch);
      const place = { left, width: CELL, height: MARK };
      if (cell.featureChanged) canvas.fill({ ...place, top }, FEATURE_CHANGED);
      if (cell.imageChanged) canvas.fill({ ...place, top: below }, IMAGE_CHANGED);
      const similarity = cell.similarity === null ? '' : cell.similarity.toFixed(2);
      const y = below + CELL + 13;
      canvas.label({ x: left + CELL, y, text: similarity, size: 11, end: true, faint: true });
    }
  }
  return canvas.png();
}

/** What the sheet shows, and how to read it. */
function label(
  canvas: Canvas,
  { model, data, checkpoints, options }: EvolutionResults,
  maps: readonly EvolutionResultsMap[],
): void {
  canvas.label({ x: MARGIN, y: 36, text: maps[0]!.layer, size: 22, bold: true });
  const seen = data.images - data.skipped.length;
  const about = `${model.name}: the strongest activation of each map over ${seen} images (${data.name}), projected (${options.rule})`;
  canvas.label({ x: MARGIN, y: 58, text: about, size: 13, faint: true });
  const key: [colour: readonly number[], text: string][] = [
    [FEATURE_CHANGED, `the feature changed: similarity below ${options.changed}`],
    [IMAGE_CHANGED, 'another image became the strongest'],
  ];
  key.forEach(([colour, text], i) => {
    const left = MARGIN + i * 320;
    canvas.fill({ left, top: 74, width: 18, height: MARK }, colour);
    canvas.label({ x: left + 26, y: 81, text, size: 12 });
  });
  checkpoints.forEach(({ name }, i) => {
    const x = MARGIN + NAMES + i * (CELL + GAP);
    canvas.label({ x, y: HEAD - 8, text: name, size: 13, bold: true });
  });
}
