import { relative, resolve, sep } from 'node:path';

/**
 * Names images as readers should see them: by their paths in the folder that was named, and, where another image has the
 * same one, with as many folders before it as tell them apart.
 * @param images paths of all images
 * @param given images or folders of them, as they were named
 * @returns the name of an image by its path; of one that is not among them, that of its file
 */
export function imageNames(
  images: readonly string[],
  given: readonly string[],
): (image: string) => string {
  const folders = given.map((folder) => resolve(folder));
  const named = new Map<string, string>();
  const taken = new Set<string>();
  let open = [...new Set(images.map((image) => resolve(image)))].map((path) => ({
    path,
    parts: path.split(sep).filter(Boolean),
    least: partsInside(path, folders),
  }));
  for (let more = 0; open.length; more++) {
    const asked = open.map((each) => ({
      ...each,
      name: each.parts.slice(-each.least - more).join('/'),
      whole: each.least + more >= each.parts.length,
    }));
    const counts = countsOf(asked.map(({ name }) => name));
    const shared = ({ name, whole }: (typeof asked)[number]): boolean =>
      !whole && (counts.get(name)! > 1 || taken.has(name));
    open = asked.filter(shared);
    for (const { path, name } of asked.filter((each) => !shared(each))) named.set(path, name);
    for (const name of named.values()) taken.add(name);
  }
  return (image) => named.get(resolve(image)) ?? image.split(/[/\\]/).at(-1)!;
}

/** How many parts of a path lie in the folder that was named; of an image that was named itself, its file alone. */
function partsInside(path: string, folders: readonly string[]): number {
  for (const folder of folders) {
    const inside = relative(folder, path).split(sep);
    if (inside[0] && inside[0] !== '..') return inside.length;
  }
  return 1;
}

function countsOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
