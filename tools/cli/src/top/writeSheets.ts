import type { TopResults, TopResultsLayer } from '@deconv/results';
import { placeInside } from '../placeInside.js';
import { writeWhole } from '../writeWhole.js';
import { drawSheet } from './drawSheet.js';
import { fileNameOf } from './fileNameOf.js';
import { MAPS_A_SHEET } from './sheetLayout.js';

/**
 * Writes the contact sheets of every layer, more than one where a layer has many maps.
 * @returns the sheets' paths, layer by layer
 */
export async function writeSheets(
  folder: string,
  results: TopResults,
  signal: AbortSignal,
): Promise<string[][]> {
  const written: string[][] = [];
  for (const layer of results.layers) {
    const paths: string[] = [];
    for (let from = 0; from < layer.maps.length; from += MAPS_A_SHEET) {
      signal.throwIfAborted();
      const name = sheetName(layer, paths.length + 1);
      const path = await placeInside(folder, name, `layer "${layer.layer}"`);
      const maps = layer.maps.slice(from, from + MAPS_A_SHEET);
      await writeWhole([{ path, bytes: await drawSheet(folder, results, layer, maps) }]);
      paths.push(path);
    }
    written.push(paths);
  }
  return written;
}

/** Parentheses stand in no layer's file name, so no sheet takes another layer's place. */
function sheetName({ layer }: TopResultsLayer, number: number): string {
  return `${fileNameOf(layer)}${number === 1 ? '' : `(${number})`}.png`;
}
