import { type Area, type Sheet, add } from './Sheet.js';
import { readPicture } from './readPicture.js';

const FITS: Readonly<Record<string, string>> = {
  contain: 'xMidYMid meet',
  cover: 'xMidYMid slice',
  'scale-down': 'xMidYMid meet',
};

/** An image or a canvas, with its pixels inside the drawing. */
export function drawPicture(
  source: HTMLImageElement | HTMLCanvasElement,
  area: Area,
  into: Element,
  sheet: Sheet,
): void {
  const style = getComputedStyle(source);
  const sharp = style.imageRendering === 'pixelated' || style.imageRendering === 'crisp-edges';
  const image = add(into, 'image', {
    ...area,
    preserveAspectRatio: FITS[style.objectFit] ?? 'none',
    // The old name, and the new one.
    ...(sharp && { 'image-rendering': 'optimizeSpeed', style: 'image-rendering: pixelated' }),
  });
  if (source instanceof HTMLCanvasElement) image.setAttribute('href', source.toDataURL());
  else sheet.pending.push(embed(source, image));
}

async function embed(source: HTMLImageElement, image: SVGImageElement): Promise<void> {
  if (source.complete && !source.naturalWidth) {
    // It is broken on the page, too.
    image.remove();
    return;
  }
  const picture = await readPicture(source.currentSrc || source.src);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  image.setAttribute('href', canvas.toDataURL());
}
