import type { Picture } from '../contract.js';

/** The square in the middle of a picture, resized to `size`: what the network sees. */
export async function seenPixels(picture: Picture, size: number): Promise<Picture> {
  const side = Math.min(picture.width, picture.height);
  const left = (picture.width - side) / 2;
  const top = (picture.height - side) / 2;
  const bitmap = await createImageBitmap(new ImageData(picture.data, picture.width));
  const context = new OffscreenCanvas(size, size).getContext('2d');
  if (!context) throw new Error('This browser gave no canvas to resize the picture with.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, left, top, side, side, 0, 0, size, size);
  bitmap.close();
  return {
    width: size,
    height: size,
    data: context.getImageData(0, 0, size, size).data,
  };
}
