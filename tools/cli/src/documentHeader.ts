import { countLeftOut, type LeftOut } from '@deconv/datasets/node';
import type { Model } from '@deconv/models';
import { FORMAT, VERSION, type Results } from '@deconv/results';
import { computedOn } from './backend/computedOn.js';
import { fingerprint } from './fingerprint.js';
import { nameOf } from './nameOf.js';

/** What the document of a probe begins with, by what is known as it is written. */
export interface Documented {
  /** As it was named on the command line. */
  source: string;
  model: Model;
  backend: string;
  /** The images, or folders of them, as they were named on the command line. */
  given: readonly string[];
  /** How many images that is, those that were skipped included. */
  images: number;
  skipped?: Results['data']['skipped'];
  /** What lies beside the images in their folders. */
  leftOut?: readonly LeftOut[];
}

/** What the document of every probe begins with. */
export function documentHeader(documented: Documented) {
  return {
    format: FORMAT,
    version: VERSION,
    model: networkOf(documented),
    data: dataOf(documented),
    backend: computedOn(documented.backend, documented.model.network),
  } as const;
}

/** The network, as documents name it. */
export function networkOf({ source, model }: Pick<Documented, 'source' | 'model'>) {
  return { name: nameOf(source), fingerprint: fingerprint(model) };
}

/** The images, as documents name them. */
export function dataOf({
  given,
  images,
  skipped = [],
  leftOut = [],
}: Pick<Documented, 'given' | 'images' | 'skipped' | 'leftOut'>) {
  return {
    name: nameOfAll(given),
    images,
    skipped,
    ...(leftOut.length && { leftOut: countLeftOut(leftOut) }),
  };
}

function nameOfAll([first, ...others]: readonly string[]): string {
  if (first === undefined) return 'none';
  return others.length ? `${nameOf(first)} and ${others.length} more` : nameOf(first);
}
