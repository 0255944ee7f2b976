import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/** Makes wasm the backend, the fastest one in Node. @throws Error where tfjs silently stays on another one. */
export async function startWasm(): Promise<void> {
  await tf.setBackend('wasm');
  await tf.ready();
  if (tf.getBackend() !== 'wasm')
    throw new Error(`the wasm backend did not start; tfjs runs on "${tf.getBackend()}"`);
}
