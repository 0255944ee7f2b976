import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import pLimit from 'p-limit';
import { HEAD_BYTES, imageFormat } from '../imageFormat.js';
import { FORMATS } from './explainImage.js';
import { ImageError } from './imageError.js';
import { leftOutInWords, type LeftOut } from './leftOut.js';

export interface ImageFile {
  /** Path as the file system knows it, beginning with the folder asked for. */
  path: string;
  /** First folder below the one asked for: the class in a data set laid out by folders. `''` for files directly in it. */
  folder: string;
}

export interface ListedImages {
  images: ImageFile[];
  /** What else lies there, and why it is not among them. */
  leftOut: LeftOut[];
}

/** Endings of files that are taken for images unread: the decoder looks at their content, and says what is wrong with it. */
const IMAGE_ENDINGS = new Set(
  ['jpg', 'jpeg', 'png', 'webp', 'gif', 'avif', 'tif', 'tiff', 'bmp', 'svg'].map(
    (each) => `.${each}`,
  ),
);
/** Files whose beginning is looked at, at once. */
const heads = pLimit(32);

/**
 * All images in a folder and the folders below it, in the order of their paths (by code point, so the same on every machine):
 * files whose name or content says so. Links are followed; a folder is gone into once for each class, so that none leads round
 * in circles. Names beginning with a dot are left out.
 * @throws ImageError where there is no such folder, it is a file, or it holds no image.
 */
export async function listImages(folder: string): Promise<ListedImages> {
  const walk = new Walk(folder);
  await walk.begin().catch((cause: unknown) => {
    throw new ImageError(explain(folder, cause as NodeJS.ErrnoException), folder, { cause });
  });
  const images = walk.images.sort(byCodePoint);
  const { leftOut } = walk;
  if (!images.length)
    throw new ImageError(
      `the folder "${folder}" holds no image; expected ${FORMATS} files, in it or below it${leftOut.length ? `. It holds ${leftOutInWords(folder, leftOut)}` : ''}`,
      folder,
    );
  return { images: images.map((path) => ({ path, folder: topFolder(folder, path) })), leftOut };
}

/** One way through a folder. */
class Walk {
  readonly images: string[] = [];
  readonly leftOut: LeftOut[] = [];

  constructor(private readonly folder: string) {}

  async begin(): Promise<void> {
    const root = await realpath(this.folder);
    for (const name of (await readdir(this.folder)).sort(byCodePoint))
      await this.#enter([name], new Set([root]));
    this.leftOut.sort((a, b) => byCodePoint(a.path, b.path));
  }

  /** @param been where folders really are that were gone into on the way here */
  async #enter(names: readonly string[], been: Set<string>): Promise<void> {
    const files: Promise<void>[] = [];
    for (const name of names) {
      const path = join(this.folder, name);
      const found = basename(name).startsWith('.') ? 'hidden' : await kindOf(path);
      if (found === 'file') files.push(this.#take(path));
      else if (found !== 'folder') this.leftOut.push({ path, reason: found });
      else await this.#goInto(name, been);
    }
    await Promise.all(files);
  }

  async #goInto(name: string, been: Set<string>): Promise<void> {
    const path = join(this.folder, name);
    try {
      const place = await realpath(path);
      if (been.has(place)) this.leftOut.push({ path, reason: 'links to a folder that was listed' });
      else {
        been.add(place);
        const inside = (await readdir(path)).sort(byCodePoint);
        await this.#enter(
          inside.map((each) => join(name, each)),
          been,
        );
      }
    } catch (error) {
      this.leftOut.push({ path, reason: codeOf(error) });
    }
  }

  async #take(path: string): Promise<void> {
    if (IMAGE_ENDINGS.has(extname(path).toLowerCase())) this.images.push(path);
    else {
      const format = await heads(() => headOf(path)).catch(codeOf);
      if (typeof format === 'string') this.leftOut.push({ path, reason: format });
      else if (imageFormat(format)) this.images.push(path);
      else this.leftOut.push({ path, reason: format.length ? 'other than images' : 'empty' });
    }
  }
}

/** What a name leads to, through links; why nothing is taken from it otherwise. A pipe would never end. */
async function kindOf(path: string): Promise<'file' | 'folder' | LeftOut['reason']> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? 'file' : 'other than files';
  } catch (error) {
    return codeOf(error);
  }
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function codeOf(error: unknown): LeftOut['reason'] {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ELOOP' ? 'links that lead nowhere' : 'not to be read';
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
