import type { FilterValues } from '@deconv/engine';
import { largestMagnitude, paste, shade, withAlpha, ZERO_GREY } from '@deconv/pictures';

const COLUMNS = 6;
/** Pixels of the canvas for one of the filter's. */
const ZOOM = 4;
const GAP = 1;

/** Draws the filters of a first layer, each scaled on its own, grey for zero. */
export function drawFilters(canvas: HTMLCanvasElement, filters: FilterValues): void {
  const { values, side, count } = filters;
  const cell = side + GAP;
  const [width, height] = [COLUMNS * cell - GAP, Math.ceil(count / COLUMNS) * cell - GAP];
  const picture = new ImageData(width, height);
  picture.data.fill(ZERO_GREY);
  for (let i = 3; i < picture.data.length; i += 4) picture.data[i] = 255;
  for (let filter = 0; filter < count; filter++) {
    const own = values.filter((_, i) => i % count === filter);
    const drawn = { height: side, width: side, data: shade(own, largestMagnitude(own)) };
    const at = { left: (filter % COLUMNS) * cell, top: Math.floor(filter / COLUMNS) * cell };
    paste(picture, withAlpha(drawn), at);
  }
  canvas.width = width * ZOOM;
  canvas.height = height * ZOOM;
  const small = new OffscreenCanvas(width, height);
  small.getContext('2d')!.putImageData(picture, 0, 0);
  const context = canvas.getContext('2d')!;
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
}
