import type { LabelledPictures } from '@deconv/engine';
import { SIDE } from './drawLessons.js';

/** Draws the first scenes side by side, as many as the canvas holds. */
export function drawScenes(canvas: HTMLCanvasElement, { pixels }: LabelledPictures): void {
  const context = canvas.getContext('2d')!;
  const columns = canvas.width / SIDE;
  for (let i = 0; i < columns * (canvas.height / SIDE); i++) {
    const picture = new ImageData(SIDE, SIDE);
    for (let p = 0; p < SIDE * SIDE; p++)
      picture.data.set([...pixels.subarray(3 * (i * SIDE * SIDE + p)).subarray(0, 3), 255], 4 * p);
    context.putImageData(picture, (i % columns) * SIDE, Math.floor(i / columns) * SIDE);
  }
}
