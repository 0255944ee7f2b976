import type { Picture } from '@deconv/engine';

/** `decodePhoto`, whose code is fetched with the first photo: figures that only draw results need none of it. */
export async function decodeWhenNeeded(file: Blob): Promise<Picture> {
  const { decodePhoto } = await import('./decodePhoto.js');
  return decodePhoto(file);
}
