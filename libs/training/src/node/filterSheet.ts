import { enlarge, largestMagnitude, paste, shade } from '@deconv/pictures';
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
  const data = new Uint8Array(sheet.width * sheet.height * 3).fill(255);
  for (let f = 0; f < count; f++) {
    const left = GAP + (f % COLUMNS) * (width * ZOOM + GAP);
    const top = GAP + Math.floor(f / COLUMNS) * (height * ZOOM + GAP);
    const own = values.filter((_, i) => i % count === f);
    const drawn = { height, width, data: shade(own, largestMagnitude(own)) };
    paste({ ...sheet, data }, enlarge(drawn, ZOOM), { top, left });
  }
  return sharp(data, { raw: { ...sheet, channels: 3 } })
    .png({ palette: true })
    .toBuffer();
}
