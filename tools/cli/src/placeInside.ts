import { requireInside, visibleName } from '@deconv/untrusted';
import { join, sep } from 'node:path';
import { realPlace } from './realPlace.js';

/**
 * The path of what is written or removed in a folder by a name that comes from a file, an archive, a model or an address.
 * @param naming what names it, for the message
 * @throws Error where the name, or a link on its way, leads out of the folder
 */
export async function placeInside(folder: string, name: string, naming: string): Promise<string> {
  const path = join(folder, requireInside(name, naming));
  const [outer, inner] = [await realPlace(folder), await realPlace(path)];
  if (inner.startsWith(outer.endsWith(sep) ? outer : outer + sep)) return path;
  throw new Error(
    `${naming} names "${visibleName(name)}", which leads out of "${folder}" by a link; delete the link, or name another folder`,
  );
}
