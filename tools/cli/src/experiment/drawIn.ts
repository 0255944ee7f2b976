import type { Ports } from '@deconv/experiments';
import { dirname } from 'node:path';
import { makeFolder } from '../makeFolder.js';
import { placeInside } from '../placeInside.js';
import { pngOf } from '../pngOf.js';
import { fileNameOf } from '../top/fileNameOf.js';
import { writeWhole } from '../writeWhole.js';

/** Writes pictures into a folder, as PNG. @throws Error for one whose name leads out of it */
export function drawIn(folder: string): NonNullable<Ports['draw']> {
  return async (path, pixels) => {
    const name = `${path.map(fileNameOf).join('/')}.png`;
    const place = await placeInside(folder, name, 'a picture');
    await makeFolder(dirname(place));
    await writeWhole([{ path: place, bytes: await pngOf(pixels) }]);
    return name;
  };
}
