import { withAlpha, type Pixels } from '@deconv/pictures';
import { canvasOf } from '../../canvasOf.js';

/** A PNG of pixels as they are, as a `data:` URL. */
export async function pictureUrl(pixels: Pixels): Promise<string> {
  const { width, height } = pixels;
  const canvas = canvasOf(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D | null;
  if (!context) throw new Error('This browser gave no canvas to draw a picture of a result on.');
  context.putImageData(new ImageData(withAlpha(pixels).data, width), 0, 0);
  if ('toDataURL' in canvas) return canvas.toDataURL();
  return urlOf(await canvas.convertToBlob());
}

function urlOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('a picture cannot be read'));
    reader.readAsDataURL(blob);
  });
}
