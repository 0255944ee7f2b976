import { tuneGraphics } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from '../contract.js';
import type { Graphics } from '../graphicsHere.js';
import type { Running } from '../Running.js';
import { contextOf } from './contextOf.js';
import { measured } from './measured.js';

interface Conditions {
  /** The one to start, and no other; without it, the fastest that starts. */
  asked: BackendName | undefined;
  /** What was found to be the fastest on this visit. */
  found?: Running | undefined;
  graphics: Graphics;
  /** Brings the backend webgl with as many kernels as are needed. */
  fetchWebgl: () => Promise<unknown>;
  onContextLost: () => void;
}

/** Where the starts of this thread stand, for all bundles on it. */
const STARTS = Symbol.for('deconv.starts');
const starts = globalThis as { [STARTS]?: Promise<Running | undefined> };

/**
 * Starts the fastest backend that computes right here, or the one that is asked for. tfjs can fail to set one and keep another
 * silently. On a page's own thread all bundles share one tfjs, where a measurement would pull what computes from under the
 * others: they start one after the other, and what the first found holds for the next.
 * @throws Error where none starts, or not the one asked for
 */
export async function startBackend(conditions: Conditions): Promise<Running> {
  const before = starts[STARTS] ?? Promise.resolve(undefined);
  const start = before.then((found) => chosen({ ...conditions, found: found ?? conditions.found }));
  starts[STARTS] = start.catch(() => before);
  const running = await start;
  // After its context is lost, tfjs goes on without an error and computes garbage.
  if (running.backend === 'webgl')
    contextOf().canvas.addEventListener('webglcontextlost', conditions.onContextLost);
  return running;
}

async function chosen(conditions: Conditions): Promise<Running> {
  const { asked, found, graphics } = conditions;
  if (asked) {
    if (await isStarted(asked, conditions))
      return { backend: asked, backendReason: 'as this page asks' };
    throw new Error(
      `This page asks to compute on ${asked}, which does not start in this browser. Leave the choice out, and what starts is taken.`,
    );
  }
  if (found && (await isStarted(found.backend as BackendName, conditions))) return found;
  const start = (name: BackendName): Promise<boolean> => isStarted(name, conditions);
  if (graphics !== 'none' && (await start('webgl'))) return measured(start, graphics);
  if (await start('wasm'))
    return { backend: 'wasm', backendReason: 'on the processor: no WebGL starts here' };
  if (await start('cpu'))
    return { backend: 'cpu', backendReason: 'slow: neither WebGL nor WebAssembly starts here' };
  throw new Error('No way to compute here: none of webgl, wasm, cpu starts in this browser.');
}

async function isStarted(name: BackendName, { fetchWebgl }: Conditions): Promise<boolean> {
  const fetched = {
    webgl: fetchWebgl,
    wasm: () => import('./wasmBackend.js').then(({ prepareWasm }) => prepareWasm()),
    cpu: () => import('@tensorflow/tfjs-backend-cpu'),
  };
  const started = await fetched[name]()
    .then(() => {
      if (name === 'webgl') tuneGraphics();
      return setBackend(name);
    })
    .catch(() => false);
  if (!started || tf.getBackend() !== name) return false;
  // Programs of our own are written for the second version.
  return name !== 'webgl' || tf.env().getNumber('WEBGL_VERSION') === 2;
}

/**
 * On a page's own thread all bundles that hold tfjs share one engine, in which of two starts at once only the last counts: one
 * that goes on is waited for, and nothing lies between its end and ours.
 */
async function setBackend(name: BackendName): Promise<boolean> {
  const engine = tf.engine() as unknown as { pendingBackendInit?: Promise<unknown> | null };
  while (engine.pendingBackendInit) await engine.pendingBackendInit;
  return tf.setBackend(name);
}
