import type { Picture } from '@deconv/pictures';
import { wrap } from 'comlink';
import { AnywhereWorker as Worker } from '../AnywhereWorker.js';
import type { Decoder } from './Decoder.js';
import { STARTED } from './started.js';

/** A worker that has started, or undefined where none can. */
type Started = Promise<globalThis.Worker | undefined>;

/** Milliseconds after which a worker will not start: it may wait for its script for ever, and says nothing. */
const PATIENCE = 20_000;

let worker: Started | undefined;
let underWay = 0;

/**
 * Decodes a picture file as the command does (`decodeHere`), beside the page's own thread where workers can start. The worker
 * ends with the last picture that waits for it.
 * @throws Error in words for readers, where the browser decodes no such file
 */
export async function decodePhoto(file: Blob): Promise<Picture> {
  underWay++;
  worker ??= start();
  const mine = worker;
  try {
    const decoder = await mine;
    if (!decoder) return await (await import('./decodeHere.js')).decodeHere(file);
    return await Promise.race([wrap<Decoder>(decoder).decode(file), death(decoder)]);
  } finally {
    underWay--;
    if (underWay === 0) {
      worker = undefined;
      void mine.then((decoder) => decoder?.terminate());
    }
  }
}

function start(): Started {
  return new Promise((resolve) => {
    try {
      // Bundlers look for these very words.
      const decoder = new Worker(new URL('./decodingWorker.js', import.meta.url), {
        type: 'module',
        name: 'deconv photos',
      });
      const give = (started: globalThis.Worker | undefined): void => {
        clearTimeout(patience);
        if (!started) decoder.terminate();
        resolve(started);
      };
      const patience = setTimeout(() => give(undefined), PATIENCE);
      decoder.addEventListener('message', ({ data }) => {
        if (data === STARTED) give(decoder);
      });
      decoder.addEventListener('error', () => give(undefined), { once: true });
    } catch {
      resolve(undefined);
    }
  });
}

/** Rejects where the worker ends of itself. */
function death(decoder: globalThis.Worker): Promise<never> {
  return new Promise((_, reject) => {
    decoder.addEventListener('error', ({ message }) => {
      worker = undefined;
      reject(new Error(`The photo could not be decoded: ${message || 'its worker has ended'}.`));
    });
  });
}
