import type { DrawnFilters } from '@deconv/experiments';
import { join } from 'node:path';
import { makeFolder } from '../makeFolder.js';
import { placeInside } from '../placeInside.js';
import { fileNameOf } from '../top/fileNameOf.js';
import { writeWhole } from '../writeWhole.js';
import { drawFilterSheet } from './drawFilterSheet.js';

/**
 * Writes a sheet of its filters for each layer.
 * @param several whether there are several checkpoints, each of which gets a folder
 */
export function filterSheets(out: string, several: boolean) {
  return async ({ name, layer, pictures }: DrawnFilters): Promise<void> => {
    const folder = several ? join(out, name) : out;
    const title = several ? `checkpoint ${name}` : name;
    await makeFolder(folder);
    const naming = `layer "${layer.layer}"`;
    const path = await placeInside(folder, `${fileNameOf(layer.layer)}.png`, naming);
    await writeWhole([{ path, bytes: await drawFilterSheet({ title, layer, pictures }) }]);
  };
}
