import type { Pixels } from '@deconv/datasets';
import { canvasOf } from '../../canvasOf.js';

/** A PNG of pixels as they are, as a `data:` URL. */
export async function pictureUrl({ width, height, data }: Pixels): Promise<string> {
  const canvas = canvasOf(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D | null;
  if (!context) throw new Error('This browser gave no canvas to draw a picture of a result on.');
  const image = context.createImageData(width, height);
  for (let i = 0; i < image.data.length; i++)
    image.data[i] = i % 4 === 3 ? 255 : data[Math.floor(i / 4) * 3 + (i % 4)]!;
  context.putImageData(image, 0, 0);
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
