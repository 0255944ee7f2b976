// The layers package registers tfjs' own gradients.
import '@tensorflow/tfjs-layers';
import type { TestProject } from 'vitest/node';
import { useOwnGradients } from '../../src/gradients.js';
import { startWasm } from '../../src/node/startWasm.js';
import { firstLosses } from './firstLosses.js';

declare module 'vitest' {
  interface ProvidedContext {
    lossesInNode: number[];
  }
}

/** Trains in Node on wasm what the test then trains in the browser on WebGL. */
export default async function setup(project: TestProject): Promise<void> {
  await startWasm();
  const restore = useOwnGradients();
  project.provide('lossesInNode', await firstLosses());
  restore();
}
