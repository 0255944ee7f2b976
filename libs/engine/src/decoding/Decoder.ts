import type { Picture } from '@deconv/pictures';

/** What a worker does that decodes. */
export interface Decoder {
  decode: (file: Blob) => Promise<Picture>;
}
