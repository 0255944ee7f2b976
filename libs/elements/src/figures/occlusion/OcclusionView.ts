import type { Extent } from '@deconv/pictures';
import type { OccludeResults } from '@deconv/results';
import type { Place } from './Place.js';

/** What the parts of `<deconv-occlusion>` draw. */
export interface OcclusionView {
  results: OccludeResults;
  addressOf: (picture: string) => string;
  /** Where the square lies. */
  place: Place;
  /** Of the image, in pixels; undefined until it is known. */
  shape: Extent | undefined;
  onPlace: (place: Place) => void;
  onShape: (shape: Extent) => void;
}

/** Name of a class that occurs in the document; while a map fills in, its places have none. */
export function className({ classes }: OccludeResults, index: number): string {
  if (Number.isNaN(index)) return '…';
  return classes[index] ?? `class ${index}`;
}
