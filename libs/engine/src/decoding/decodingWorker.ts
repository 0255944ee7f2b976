import { expose, transfer } from 'comlink';
import type { Picture } from '@deconv/pictures';
import { decodeHere } from './decodeHere.js';
import type { Decoder } from './Decoder.js';
import { STARTED } from './started.js';

/** Pixels cross to the page without a copy. */
const decoder: Decoder = {
  decode: async (file: Blob): Promise<Picture> => {
    const picture = await decodeHere(file);
    return transfer(picture, [picture.data.buffer]);
  },
};

expose(decoder);
// Heard before anything is asked: a worker that does not start says an error instead.
self.postMessage(STARTED);
