import type { FilterValues } from '@deconv/engine';

const COLUMNS = 6;
/** Pixels of the canvas for one of the filter's. */
const ZOOM = 4;
const GAP = 1;

/** Draws the filters of a first layer, each scaled on its own, grey for zero. */
export function drawFilters(canvas: HTMLCanvasElement, filters: FilterValues): void {
  const { side, count } = filters;
  const cell = side + GAP;
  const [width, height] = [COLUMNS * cell - GAP, Math.ceil(count / COLUMNS) * cell - GAP];
  const picture = new ImageData(width, height);
  picture.data.fill(128);
  for (let i = 3; i < picture.data.length; i += 4) picture.data[i] = 255;
  for (let filter = 0; filter < count; filter++) {
    const at = { left: (filter % COLUMNS) * cell, top: Math.floor(filter / COLUMNS) * cell };
    drawOne(picture, filters, filter, at);
  }
  canvas.width = width * ZOOM;
  canvas.height = height * ZOOM;
  const small = new OffscreenCanvas(width, height);
  small.getContext('2d')!.putImageData(picture, 0, 0);
  const context = canvas.getContext('2d')!;
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
}

function drawOne(
  { data, width }: ImageData,
  { values, side, count }: FilterValues,
  filter: number,
  { left, top }: { left: number; top: number },
): void {
  const own = Array.from({ length: side * side * 3 }, (_, i) => values[i * count + filter]!);
  const scale = Math.max(...own.map(Math.abs)) || 1;
  own.forEach((value, i) => {
    const [y, x] = [Math.floor(i / (3 * side)), Math.floor(i / 3) % side];
    data[4 * ((top + y) * width + left + x) + (i % 3)] = 128 + (127 * value) / scale;
  });
}
