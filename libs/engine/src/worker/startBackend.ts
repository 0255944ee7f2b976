import '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { contextOf } from './contextOf.js';

/** The graphics processor first; then the processor's vector unit; the plain one always works, slowly. */
const BACKENDS: [name: string, fetch: () => Promise<unknown>][] = [
  ['webgl', () => Promise.resolve()],
  ['wasm', () => import('./wasmBackend.js')],
  ['cpu', () => import('@tensorflow/tfjs-backend-cpu')],
];

/**
 * Starts the first backend that runs here, and tells which. tfjs can fail to set one and keep another silently. What is not
 * needed is not fetched.
 */
export async function startBackend(onContextLost: () => void): Promise<string> {
  for (const [name, fetch] of BACKENDS) {
    const started = await fetch()
      .then(() => tf.setBackend(name))
      .catch(() => false);
    if (!started || tf.getBackend() !== name) continue;
    // After its context is lost, tfjs goes on without an error and computes garbage.
    if (name === 'webgl') contextOf().canvas.addEventListener('webglcontextlost', onContextLost);
    return name;
  }
  const names = BACKENDS.map(([name]) => name).join(', ');
  throw new Error(`No way to compute here: none of ${names} starts in this browser.`);
}
