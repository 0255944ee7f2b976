import type { Picture } from '@deconv/engine';

/** Where a photo comes from: an address, bytes the reader gave, or pixels; and what it shows, in words. */
export interface PhotoSource {
  from: string | Blob | Picture;
  alt: string;
}
