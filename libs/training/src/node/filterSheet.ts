import type { LayersModel } from '@tensorflow/tfjs-layers';
import sharp from 'sharp';

/** Pixels for one weight, and between two filters. */
const ZOOM = 6;
const GAP = 4;

/** Filters in a row of the sheet. */
const COLUMNS = 12;

/**
 * Draws the filters of a layer that reads RGB, as a PNG: each scaled by its own largest magnitude, mid grey is zero.
 * @throws Error where the layer's filters do not have three input channels.
 */
export async function filterSheet(model: LayersModel, layerName: string): Promise<Buffer> {
  const filters = model.getLayer(layerName).getWeights()[0]!;
  const [height, width, channels, count] = filters.shape as [number, number, number, number];
  if (channels !== 3)
    throw new Error(
      `filters of "${layerName}" read ${channels} channels; only 3 can be drawn as colours`,
    );
  const values = filters.dataSync<'float32'>();
  const sheet = {
    width: COLUMNS * (width * ZOOM + GAP) + GAP,
    height: Math.ceil(count / COLUMNS) * (height * ZOOM + GAP) + GAP,
  };
  const pixels = new Uint8Array(sheet.width * sheet.height * 3).fill(255);
  for (let f = 0; f < count; f++) {
    const at = (y: number, x: number, c: number) => values[((y * width + x) * 3 + c) * count + f]!;
    const left = GAP + (f % COLUMNS) * (width * ZOOM + GAP);
    const top = GAP + Math.floor(f / COLUMNS) * (height * ZOOM + GAP);
    const scale = 127 / largest(height, width, at);
    for (let y = 0; y < height * ZOOM; y++)
      for (let x = 0; x < width * ZOOM; x++)
        for (let c = 0; c < 3; c++)
          pixels[((top + y) * sheet.width + left + x) * 3 + c] =
            128 + scale * at(Math.floor(y / ZOOM), Math.floor(x / ZOOM), c);
  }
  return sharp(pixels, { raw: { ...sheet, channels: 3 } })
    .png({ palette: true })
    .toBuffer();
}

function largest(
  height: number,
  width: number,
  at: (y: number, x: number, c: number) => number,
): number {
  let found = 1e-12;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) found = Math.max(found, Math.abs(at(y, x, c)));
  return found;
}
