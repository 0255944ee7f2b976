import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from '../contract.js';
import type { Graphics } from '../graphicsHere.js';
import type { Running } from '../Running.js';
import { timeOfPass } from './timeOfPass.js';
import { wrongOnGraphics } from './wrongOnGraphics.js';

/**
 * The backend that takes less time for a small pass, WebGL or wasm, started; wasm, too, where WebGL computes other numbers
 * than are known.
 * @param start starts a backend, if it starts; webgl has been, and runs
 * @throws Error where WebGL computes wrong and nothing else starts
 */
export async function measured(
  start: (name: BackendName) => Promise<boolean>,
  graphics: Graphics,
): Promise<Running> {
  const wrong = await wrongOnGraphics().catch(() => 'the first step');
  if (wrong !== undefined) return withoutGraphics(start, wrong);
  const onGraphics = await timeOfPass().catch(() => undefined);
  if (onGraphics === undefined) return withoutGraphics(start, 'a small pass');
  if (!(await start('wasm'))) return graphicsAgain(start, 'WebAssembly does not start', graphics);
  const onProcessor = await timeOfPass().catch(() => undefined);
  // What starts may still fail to compute.
  if (onProcessor === undefined)
    return graphicsAgain(start, 'WebAssembly does not compute', graphics);
  if (onGraphics <= onProcessor)
    return graphicsAgain(start, comparison(onGraphics, onProcessor, 'wasm'), graphics);
  release('webgl');
  return {
    backend: 'wasm',
    backendReason: `on the processor: ${comparison(onProcessor, onGraphics, 'WebGL')}`,
  };
}

async function withoutGraphics(
  start: (name: BackendName) => Promise<boolean>,
  wrong: string,
): Promise<Running> {
  const backendReason = `on the processor: WebGL computes wrong numbers here (${wrong})`;
  for (const backend of ['wasm', 'cpu'] as const)
    if (await start(backend)) return { backend, backendReason };
  throw new Error(
    `No way to compute here: WebGL computes wrong numbers (${wrong}), and neither wasm nor cpu starts.`,
  );
}

async function graphicsAgain(
  start: (name: BackendName) => Promise<boolean>,
  why: string,
  graphics: Graphics,
): Promise<Running> {
  if (!(await start('webgl'))) throw new Error('WebGL started, and does not start again.');
  release('wasm');
  const where = graphics === 'emulated' ? 'emulated' : 'on the graphics processor';
  return { backend: 'webgl', backendReason: `${where}: ${why}` };
}

/** Gives back what a backend holds that will not compute: a graphics context, or memory and threads. It could start again. */
function release(name: BackendName): void {
  const factory = tf.engine().registryFactory[name]?.factory;
  tf.removeBackend(name);
  if (factory) tf.registerBackend(name, factory);
}

/** Milliseconds that are less than half of one differ by chance. */
const inWords = (ms: number): string => (ms < 1 ? 'less than 1' : String(Math.round(ms)));

const comparison = (here: number, there: number, other: string): string =>
  `a small pass took ${inWords(here)} ms, and ${inWords(there)} on ${other}`;
