import type { Raster } from './raster.js';

/** A picture as a page draws it: red, green, blue and alpha. The same layout as `ImageData`, and transferable. */
export interface Picture extends Raster {
  data: Uint8ClampedArray<ArrayBuffer>;
}
