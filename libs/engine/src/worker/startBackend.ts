import * as tf from '@tensorflow/tfjs-core';
import { contextOf } from './contextOf.js';

type FetchBackend = () => Promise<unknown>;

/** What comes after the graphics processor: the processor's vector unit; the plain one always works, slowly. */
const OTHERS: [name: string, fetch: FetchBackend][] = [
  ['wasm', () => import('./wasmBackend.js')],
  ['cpu', () => import('@tensorflow/tfjs-backend-cpu')],
];

/**
 * Starts the first backend that runs here, and tells which. tfjs can fail to set one and keep another silently. What is not
 * needed is not fetched.
 * @param fetchWebgl brings the backend webgl with as many kernels as are needed
 */
export async function startBackend(
  onContextLost: () => void,
  fetchWebgl: FetchBackend,
): Promise<string> {
  const backends: typeof OTHERS = [['webgl', fetchWebgl], ...OTHERS];
  for (const [name, fetch] of backends) {
    const started = await fetch()
      .then(() => tf.setBackend(name))
      .catch(() => false);
    if (!started || tf.getBackend() !== name) continue;
    // After its context is lost, tfjs goes on without an error and computes garbage.
    if (name === 'webgl') contextOf().canvas.addEventListener('webglcontextlost', onContextLost);
    return name;
  }
  const names = backends.map(([name]) => name).join(', ');
  throw new Error(`No way to compute here: none of ${names} starts in this browser.`);
}
