import { withText } from './withText.js';

/** Pixels of the file by CSS pixel: as fine as most screens show it. */
const SCALE = 2;

/** A drawing as pixels, twice as fine as CSS counts them. @param text by keyword, written into the file */
export async function figurePng(svg: string, text: Record<string, string>): Promise<Blob> {
  const image = new Image();
  image.src = await dataUrl(new Blob([svg], { type: 'image/svg+xml' }));
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [SCALE * image.naturalWidth, SCALE * image.naturalHeight];
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The figure is too large for this browser to make a PNG of it.');
  return new Blob([withText(new Uint8Array(await blob.arrayBuffer()), text)], { type: blob.type });
}

/** Unlike a `blob:` address it is allowed where a figure's own pictures are. */
function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('not readable')));
    reader.readAsDataURL(blob);
  });
}
