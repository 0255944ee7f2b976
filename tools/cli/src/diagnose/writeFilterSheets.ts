import type { Model } from '@deconv/models';
import { readFilters, type Convolution } from '@deconv/probes';
import type { DiagnoseResultsLayer } from '@deconv/results';
import { join } from 'node:path';
import { fileNameOf } from '../top/fileNameOf.js';
import { writeWhole } from '../writeWhole.js';
import { drawFilterSheet } from './drawFilterSheet.js';
import { filterPictures } from './filterPictures.js';

export interface Diagnosed {
  /** Of the network, for people. */
  title: string;
  model: Model;
  chosen: readonly Convolution[];
  /** What was found in the chosen convolutions, in their order. */
  layers: readonly DiagnoseResultsLayer[];
  signal: AbortSignal;
}

/** Writes a sheet of its filters for each layer. @throws the signal's reason when it is aborted */
export async function writeFilterSheets(
  folder: string,
  { title, model, chosen, layers, signal }: Diagnosed,
): Promise<void> {
  for (const [i, convolution] of chosen.entries()) {
    signal.throwIfAborted();
    const layer = layers[i]!;
    const filters = await readFilters(model.network, convolution);
    const pictures = filterPictures(model, convolution, filters);
    const bytes = await drawFilterSheet({ title, layer, pictures });
    await writeWhole([{ path: join(folder, `${fileNameOf(layer.layer)}.png`), bytes }]);
  }
}
