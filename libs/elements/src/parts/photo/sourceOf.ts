import type { PhotoSource } from './PhotoSource.js';
import type { Sample } from './Sample.js';

/** One source object a sample: a new one on every render would count as a new wish. */
const sources = new WeakMap<Sample, PhotoSource>();

/** A sample as the photo to look at. */
export function sourceOf(sample: Sample | undefined): PhotoSource | undefined {
  if (!sample) return undefined;
  const source = sources.get(sample) ?? { from: sample.file, alt: sample.alt };
  sources.set(sample, source);
  return source;
}
