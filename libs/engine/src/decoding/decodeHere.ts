import {
  asStored,
  HEAD_BYTES,
  imageFormat,
  tooLarge,
  workingSize,
  type ImageFormat,
} from '@deconv/datasets';
import { withAlpha, type Picture } from '@deconv/pictures';
import { imageDimensionsFromData } from 'image-dimensions';
import { decodeAvif } from './decodeAvif.js';
import { readBitmap } from './readBitmap.js';

/**
 * Decodes a picture file as the command does: the numbers that stand in it, whatever its colour profile or gamma, turned
 * upright, on white where it is transparent. Of a large one is kept what networks need (`workingSize`).
 * @throws Error in words for readers, where the browser decodes no such file
 */
export async function decodeHere(file: Blob): Promise<Picture> {
  const format = imageFormat(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  if (!format)
    throw new Error(
      `${nameOf(file)} is not a picture. Choose a JPEG, PNG, WebP, AVIF or GIF file.`,
    );
  const bytes = new Uint8Array(await file.arrayBuffer());
  requireSize(bytes, format, nameOf(file));
  const planes = format === 'AVIF' ? await decodeAvif(bytes) : undefined;
  if (planes) return withAlpha(workingSize(planes));
  const { parts, orientation } = asStored(bytes, format);
  const bitmap = await createImageBitmap(new Blob(parts), {
    colorSpaceConversion: 'none',
    imageOrientation: 'from-image',
    premultiplyAlpha: 'none',
  }).catch(() => {
    throw new Error(
      `${nameOf(file)} could not be read as a picture: it is damaged, or this browser reads no ${format} files. JPEG and PNG are read everywhere.`,
    );
  });
  try {
    return readBitmap(bitmap, orientation);
  } finally {
    bitmap.close();
  }
}

/** Before it is decoded, which would take the memory for all that it claims. */
function requireSize(bytes: Uint8Array, format: ImageFormat, name: string): void {
  const claimed = imageDimensionsFromData(bytes);
  const reason = claimed && tooLarge(claimed, format === 'JPEG' ? bytes.length : Infinity);
  if (reason) throw new Error(`${name} is a ${format} file, and ${reason}.`);
}

function nameOf(file: Blob): string {
  return file instanceof File && file.name ? `“${file.name}”` : 'This';
}
