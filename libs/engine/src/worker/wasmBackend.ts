import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

// Threads would start workers of their own, which pages of other origins may not.
tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);

// Bundlers put these files beside the script: they are found from whatever origin it comes.
const plain = new URL('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm', import.meta.url);
const simd = new URL(
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  import.meta.url,
);
setWasmPaths({
  'tfjs-backend-wasm.wasm': plain.href,
  'tfjs-backend-wasm-simd.wasm': simd.href,
  // Never fetched, but tfjs wants to know all three.
  'tfjs-backend-wasm-threaded-simd.wasm': simd.href,
});
