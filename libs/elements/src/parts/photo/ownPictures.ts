import type { Images } from './loadPhotos.js';

/** A document of images that it may hold pictures of. */
interface Pictured {
  results: { images: readonly { picture?: string | undefined }[] };
  /** The address of a file that the document names. */
  addressOf: (file: string) => string;
}

/** The photos that are given; where none are, the document's own pictures, if it has any. */
export function ownPictures(
  given: Images | undefined,
  document: Pictured | undefined,
): Images | undefined {
  if (given || !document) return given;
  const pictures = document.results.images.flatMap(({ picture }) => picture ?? []);
  return pictures.map(document.addressOf).join(' ') || undefined;
}
