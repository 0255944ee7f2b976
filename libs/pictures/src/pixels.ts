import type { Raster } from './raster.js';

/** An sRGB picture without alpha: three channels, red, green, blue. */
export interface Pixels extends Raster {
  data: Uint8Array;
}
