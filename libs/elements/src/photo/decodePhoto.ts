import type { Picture } from '@deconv/engine';

/** Networks see a few hundred pixels; keeping more of a camera's photo only costs memory. */
const LONGEST_SHORT_SIDE = 1024;

/** Decodes a picture file the way the browser shows it, turned upright. */
export async function decodePhoto(file: Blob): Promise<Picture> {
  if (!file.type.startsWith('image/')) {
    throw new Error(
      `${nameOf(file)} is not a picture. Choose a JPEG, PNG, WebP, AVIF or GIF file.`,
    );
  }
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new Error(`${nameOf(file)} could not be read as a picture (${file.type}).`);
  });
  try {
    return readPixels(bitmap);
  } finally {
    bitmap.close();
  }
}

function readPixels(bitmap: ImageBitmap): Picture {
  const shrink = Math.min(1, LONGEST_SHORT_SIDE / Math.min(bitmap.width, bitmap.height));
  const width = Math.round(bitmap.width * shrink);
  const height = Math.round(bitmap.height * shrink);
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('This browser gave no canvas to read the picture with.');
  // White behind transparent pictures, as on a page; a network never sees transparency.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

function nameOf(file: Blob): string {
  return file instanceof File && file.name ? `“${file.name}”` : 'This';
}
