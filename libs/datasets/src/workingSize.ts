import type { Raster } from '@deconv/pictures';
import { reduce } from './reduce.js';

/** The shorter side of a photo that is kept of a larger one has at least so many pixels, and less than twice as many. */
const KEPT = 768;

/**
 * The whole factor by which a photo is made smaller before anything else is done with it. Networks read a few hundred pixels;
 * keeping all of a camera's costs memory, and time.
 */
export function workingFactor({ width, height }: { width: number; height: number }): number {
  return Math.max(1, Math.floor(Math.min(width, height) / KEPT));
}

/** A photo at the size that the page and the command go on with. It stays what it is when this is done again. */
export function workingSize(photo: Raster): Raster {
  return reduce(photo, workingFactor(photo));
}
