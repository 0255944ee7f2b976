import { setPassEngine } from '@deconv/core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { say } from '../say.js';
import { chooseBackend, type AskedBackend, type ChosenBackend } from './backendArguments.js';

/**
 * Starts what is to compute in this thread.
 * @param shared whether other threads compute as well, each on one core
 * @returns how documents name it: `wasm`, `cpu`, or `native` with the version of ONNX Runtime and the device
 * @throws UsageError for what is no backend or device
 * @throws Error where it does not start: it is never silently replaced
 */
export async function startBackend(asked: AskedBackend, shared = !isMainThread): Promise<string> {
  const { backend, device = 'cpu' } = chooseBackend(asked);
  // What goes down is computed by tfjs in any case.
  await startTfjs(backend === 'native' ? 'wasm' : backend);
  setPassEngine(undefined);
  return backend === 'native' ? startNative(device, shared) : backend;
}

async function startTfjs(name: string): Promise<void> {
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(wasm)}/`);
  await tf.setBackend(name);
  await tf.ready();
  if (tf.getBackend() !== name)
    throw new Error(`backend "${name}" did not start; try the other one of wasm and cpu`);
}

async function startNative(
  device: NonNullable<ChosenBackend['device']>,
  shared: boolean,
): Promise<string> {
  const { openRuntime, RuntimeEngine } = await import('@deconv/native');
  const runtime = await openRuntime();
  if (!runtime)
    throw new Error(
      'backend "native" is ONNX Runtime, which is not installed; install it beside deconv (npm install onnxruntime-node), or use wasm',
    );
  const devices = runtime.listSupportedBackends().map(({ name }) => name);
  if (!devices.includes(device))
    throw new Error(
      `ONNX Runtime has no "${device}" on this machine; expected ${devices.join(', ')}`,
    );
  const onLeft = (what: string): void => {
    if (isMainThread) say(`note: wasm computes ${what}`);
  };
  setPassEngine(new RuntimeEngine(runtime, { device, onLeft, ...(shared && { threads: 1 }) }));
  return `native (ONNX Runtime ${runtime.env.versions.node}, ${device})`;
}
