import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { threadsHere } from './threadsHere.js';

/** More threads than this cost small layers more than they give. */
const MOST_THREADS = 8;

// Bundlers put these files beside the script: they are found from whatever origin it comes.
const plain = new URL('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm', import.meta.url);
const simd = new URL(
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  import.meta.url,
);
const threads = new URL(
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm',
  import.meta.url,
);
setWasmPaths({
  'tfjs-backend-wasm.wasm': plain.href,
  'tfjs-backend-wasm-simd.wasm': simd.href,
  'tfjs-backend-wasm-threaded-simd.wasm': threads.href,
});

/** With threads, where they may be; before the backend starts. */
export async function prepareWasm(): Promise<void> {
  const threaded = await threadsHere();
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', threaded);
  if (threaded) setThreadsCount(Math.min(MOST_THREADS, navigator.hardwareConcurrency));
}
