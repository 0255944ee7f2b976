import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { nameOf } from './nameOf.js';
import { modelFileIn } from './openModel.js';

/** A model, or what it was at one point of its training. */
export interface Checkpoint {
  /** The model's name, or the number that its folder is called by. */
  name: string;
  /** What `openModel` reads. */
  path: string;
}

/**
 * What a user names where a model or a folder of its checkpoints will do: `deconv train` keeps them as `epochs/1`,
 * `epochs/2`, …
 * @param source a model as `openModel` takes it, or a folder whose subfolders are models with numbers for names
 * @returns a model alone; or the checkpoints by their numbers, 2 before 10. Subfolders of other names, or without a
 *   model.json, are none. A folder that is both is a model.
 * @throws Error for a folder that is neither
 */
export async function openCheckpoints(source: string): Promise<Checkpoint[]> {
  const folder = await isFolder(source);
  if (!folder || (await isModel(source))) return [{ name: nameOf(source), path: source }];
  const entries = (await readdir(source)).sort();
  const numbers = entries.filter((name) => /^\d+$/.test(name));
  numbers.sort((a, b) => Number(a) - Number(b));
  const checkpoints = numbers.map((name) => ({ name, path: join(source, name) }));
  const models = await Promise.all(checkpoints.map(({ path }) => isModel(path)));
  const found = checkpoints.filter((_, i) => models[i]);
  if (!found.length)
    throw new Error(
      `${source} is neither a model nor a folder of checkpoints: it holds ${listOf(entries)}; expected model.json, or subfolders with numbers for names and a model.json in each`,
    );
  return found;
}

const isModel = async (folder: string): Promise<boolean> =>
  isThere(join(folder, await modelFileIn(folder)));

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** The first of many names are enough to recognise a folder by. */
const SHOWN = 5;

function listOf(names: readonly string[]): string {
  if (!names.length) return 'nothing';
  const more = names.length > SHOWN ? [`${names.length - SHOWN} more`] : [];
  return [...names.slice(0, SHOWN), ...more].join(', ');
}
