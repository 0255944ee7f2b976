import { decodeImage, type DecodeOptions } from '@deconv/datasets/node';
import type { Pixels } from '@deconv/pictures';

/**
 * Decodes images one by one, in order; while the caller works on one, the next is decoded.
 * @returns for each path its pixels, or why it cannot be read
 */
export async function* decodeAhead(
  paths: readonly string[],
  options: DecodeOptions,
): AsyncGenerator<Pixels | Error> {
  const decode = (path: string): Promise<Pixels | Error> =>
    decodeImage(path, options).catch((error: unknown) => error as Error);
  let coming: Promise<Pixels | Error> | undefined;
  for (const [i, path] of paths.entries()) {
    const pixels = await (coming ?? decode(path));
    const next = paths[i + 1];
    coming = next === undefined ? undefined : decode(next);
    yield pixels;
  }
}
