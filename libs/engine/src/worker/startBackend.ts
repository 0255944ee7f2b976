import { tuneGraphics } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import type { BackendName, ModelSummary } from '../contract.js';
import type { Graphics } from '../graphicsHere.js';
import { contextOf } from './contextOf.js';

/** What computes, and why that. */
export type Running = Pick<ModelSummary, 'backend' | 'backendReason'>;

interface Conditions {
  /** The one to start, and no other; without it, the fastest that starts. */
  asked: BackendName | undefined;
  graphics: Graphics;
  /** Brings the backend webgl with as many kernels as are needed. */
  fetchWebgl: () => Promise<unknown>;
  onContextLost: () => void;
}

/** Fastest first: an emulated graphics processor takes up to forty times as long as the vector unit that emulates it. */
const ORDER: Record<Graphics, BackendName[]> = {
  hardware: ['webgl', 'wasm', 'cpu'],
  emulated: ['wasm', 'webgl', 'cpu'],
  none: ['wasm', 'cpu'],
};

/**
 * Starts the fastest backend that runs here, or the one that is asked for. tfjs can fail to set one and keep another
 * silently. What is not needed is not fetched.
 * @throws Error where none starts, or not the one asked for
 */
export async function startBackend(conditions: Conditions): Promise<Running> {
  const { asked, graphics } = conditions;
  const names = asked ? [asked] : ORDER[graphics];
  for (const backend of names)
    if (await starts(backend, conditions))
      return { backend, backendReason: asked ? 'as this page asks' : reasonFor(backend, graphics) };
  throw new Error(
    asked
      ? `This page asks to compute on ${asked}, which does not start in this browser. Leave the choice out, and what starts is taken.`
      : `No way to compute here: none of ${names.join(', ')} starts in this browser.`,
  );
}

async function starts(
  name: BackendName,
  { fetchWebgl, onContextLost }: Conditions,
): Promise<boolean> {
  const fetched = {
    webgl: fetchWebgl,
    wasm: () => import('./wasmBackend.js'),
    cpu: () => import('@tensorflow/tfjs-backend-cpu'),
  };
  const started = await fetched[name]()
    .then(() => {
      if (name === 'webgl') tuneGraphics();
      return setBackend(name);
    })
    .catch(() => false);
  if (!started || tf.getBackend() !== name) return false;
  // After its context is lost, tfjs goes on without an error and computes garbage.
  if (name === 'webgl') contextOf().canvas.addEventListener('webglcontextlost', onContextLost);
  return true;
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

function reasonFor(backend: BackendName, graphics: Graphics): string {
  if (backend === 'cpu') return 'slow: neither WebGL nor WebAssembly starts here';
  if (backend === 'webgl')
    return graphics === 'hardware'
      ? 'on the graphics processor'
      : 'emulated, which is slow: WebAssembly does not start here';
  return graphics === 'emulated'
    ? 'on the processor, which would emulate WebGL here'
    : 'on the processor: no WebGL starts here';
}
