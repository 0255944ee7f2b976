import type { NamedPicture } from '@deconv/engine';
import type { PhotoSource } from './PhotoSource.js';

/** One source object a picture: a new one on every render would count as a new wish. */
const sources = new WeakMap<NamedPicture, PhotoSource>();

/** A picture as the photo to look at. */
export function sourceOfPicture(named: NamedPicture | undefined): PhotoSource | undefined {
  if (!named) return undefined;
  const source = sources.get(named) ?? { from: named.picture, alt: named.name };
  sources.set(named, source);
  return source;
}
