import { cssColour, type Colour } from '@deconv/pictures';
import type { InvarianceResults } from '@deconv/results';

interface Move {
  transform: InvarianceResults['options']['transform'];
  value: number;
  /** What is seen outside of the image. */
  fill: Readonly<Colour>;
}

/**
 * Draws an image as the probe showed it to the network: moved by pixels, scaled or turned about its centre, and filled
 * where it ends. Between pixels the browser interpolates, as the probe did.
 */
export function drawMoved(
  context: CanvasRenderingContext2D,
  image: HTMLImageElement,
  { transform, value, fill }: Move,
): void {
  const { canvas } = context;
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const [x, y] = [canvas.width / 2, canvas.height / 2];
  context.fillStyle = cssColour(fill);
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(x, y);
  if (transform === 'translate-y') context.translate(0, value);
  if (transform === 'translate-x') context.translate(value, 0);
  if (transform === 'scale') context.scale(value, value);
  if (transform === 'rotate') context.rotate((value * Math.PI) / 180);
  context.drawImage(image, -x, -y);
}
