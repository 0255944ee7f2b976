import type { Point } from '@deconv/datasets';
import type { Pixels } from '@deconv/pictures';
import type { Mask } from '@deconv/probes';
import type { Ports } from '../Ports.js';

/** Where parts are in the photos, all of which have some. */
export interface Landmarks {
  /** What documents call them. */
  name: string;
  /** By photo, the parts and their places, as fractions of the width and height of the picture. */
  marks: readonly (readonly (readonly [part: string, point: Point])[])[];
  /** Width and height of a picture, upright, in any unit. */
  extentOf: (index: number) => Promise<{ width: number; height: number }>;
  /** What to do about a part that is cut off, to follow on a message. */
  advice: string;
}

export interface CorrespondPorts extends Ports {
  landmarks: Landmarks;
  /** Gets what is masked before it is measured: of each part, and of each kind at random, the first masks. */
  onMasks?: (images: readonly Pixels[], masks: Readonly<Record<string, Mask>>) => Promise<void>;
}
