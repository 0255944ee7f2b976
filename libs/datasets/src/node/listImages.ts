import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { ImageError } from './imageError.js';

export interface ImageFile {
  /** Path as the file system knows it, beginning with the folder asked for. */
  path: string;
  /** First folder below the one asked for: the class in a data set laid out by folders. `''` for files directly in it. */
  folder: string;
}

/** Endings taken for images. The decoder looks at the content; this list only keeps notes and archives out. */
export const IMAGE_ENDINGS = [
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
  '.gif',
  '.avif',
  '.tif',
  '.tiff',
  '.svg',
];

/**
 * All image files in a folder and the folders below it, in the order of their paths (by code point, so the same on every
 * machine). Names beginning with a dot are skipped.
 * @throws ImageError where there is no such folder, it is a file, or it holds no image.
 */
export async function listImages(folder: string): Promise<ImageFile[]> {
  const paths = await walk(folder).catch((cause: unknown) => {
    throw new ImageError(explain(folder, cause as NodeJS.ErrnoException), folder, { cause });
  });
  if (!paths.length)
    throw new ImageError(
      `the folder "${folder}" holds no image; expected files ending in ${IMAGE_ENDINGS.join(', ')}, in it or below it`,
      folder,
    );
  return paths.sort(byCodePoint).map((path) => ({ path, folder: topFolder(folder, path) }));
}

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => IMAGE_ENDINGS.includes(extname(path).toLowerCase()))
    .filter((path) => !isHidden(relative(folder, path)));
}

function isHidden(path: string): boolean {
  return path.split(sep).some((part) => part.startsWith('.'));
}

function topFolder(folder: string, path: string): string {
  const inside = relative(folder, path);
  return inside === basename(inside) ? '' : dirname(inside).split(sep)[0]!;
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function explain(folder: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT')
    return `there is no folder "${folder}". Check the spelling; a relative path starts at ${process.cwd()}`;
  if (code === 'ENOTDIR')
    return `"${folder}" is a file; expected a folder of images. Name the folder that holds it`;
  return `the folder "${folder}" cannot be read: ${message}`;
}
