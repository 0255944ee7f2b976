import type { Model } from '@deconv/models';
import { type Convolution, filterPictures, filterStrip, readFilters } from '@deconv/probes';
import type { DiagnoseResultsLayer } from '@deconv/results';
import { fileNameOf } from '../top/fileNameOf.js';
import { placeInside } from '../placeInside.js';
import { pngOf } from '../pngOf.js';
import { writeWhole } from '../writeWhole.js';
import { drawFilterSheet } from './drawFilterSheet.js';

export interface Diagnosed {
  /** Of the network, for people. */
  title: string;
  model: Model;
  chosen: readonly Convolution[];
  /** What was found in the chosen convolutions, in their order. */
  layers: readonly DiagnoseResultsLayer[];
  signal: AbortSignal;
}

/**
 * Writes a sheet of its filters for each layer, and one picture of nothing but them.
 * @returns the layers, with the names of those pictures
 * @throws the signal's reason when it is aborted
 */
export async function writeFilterSheets(
  folder: string,
  { title, model, chosen, layers, signal }: Diagnosed,
): Promise<DiagnoseResultsLayer[]> {
  const drawn: DiagnoseResultsLayer[] = [];
  for (const [i, convolution] of chosen.entries()) {
    signal.throwIfAborted();
    const layer = layers[i]!;
    const filters = await readFilters(model.network, convolution);
    const pictures = filterPictures(model, convolution, filters);
    const stem = fileNameOf(layer.layer);
    const strip = await pngOf(filterStrip(pictures));
    const place = await placeInside(folder, stem, `layer "${layer.layer}"`);
    await writeWhole([
      { path: `${place}.png`, bytes: await drawFilterSheet({ title, layer, pictures }) },
      { path: `${place}-filters.png`, bytes: strip },
    ]);
    const { height, width, shown } = pictures;
    drawn.push({ ...layer, drawn: { picture: `${stem}-filters.png`, height, width, shown } });
  }
  return drawn;
}
