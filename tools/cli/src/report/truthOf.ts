import { basename, dirname } from 'node:path';

/** Which class each image shows, by the folders they lie in. */
export interface Truth {
  /** How folders were taken for classes, in words. */
  how: string;
  /** For each image, the index of its class. */
  classes: number[];
}

/** A class as labels.json tells it. */
export interface ClassLabel {
  name: string;
  wnid?: string;
}

/**
 * Reads the class of images from the names of their folders: by wnid, by name, or, where there are as many folders as
 * classes, by their order.
 * @returns undefined where folders do not tell classes
 */
export function truthOf(
  images: readonly string[],
  labels: readonly ClassLabel[],
): Truth | undefined {
  const folderOf = (image: string): string => basename(dirname(image));
  const folders = [...new Set(images.map(folderOf))].sort();
  const known = new Map<string, number>();
  labels.forEach(({ name, wnid }, index) => {
    for (const word of [wnid ?? '', name, ...name.split(',')])
      if (word && !known.has(plain(word))) known.set(plain(word), index);
  });
  const named = folders.every((folder) => known.has(plain(folder)));
  if (named && folders.length > 0)
    return {
      how: 'Folders are named as the classes.',
      classes: images.map((image) => known.get(plain(folderOf(image)))!),
    };
  if (folders.length < 2 || folders.length !== labels.length) return undefined;
  return {
    how: `The ${folders.length} folders, in the order of their names, are taken for the network’s ${labels.length} classes, in theirs.`,
    classes: images.map((image) => folders.indexOf(folderOf(image))),
  };
}

/** Case, spaces and dashes do not tell names apart. */
const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
