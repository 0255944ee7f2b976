import type { Picture } from '@deconv/engine';

/** `decodePhoto` of the engine, whose code is fetched with the first photo: figures that only draw results need none of it. */
export async function decodeWhenNeeded(file: Blob): Promise<Picture> {
  const { decodePhoto } = await import('@deconv/engine/decoding');
  return decodePhoto(file);
}
