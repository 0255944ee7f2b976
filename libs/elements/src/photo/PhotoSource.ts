/** Where a photo comes from: an address, or bytes the reader gave; and what it shows, in words. */
export interface PhotoSource {
  from: string | Blob;
  alt: string;
}
