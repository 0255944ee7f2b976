import { openRuntime } from '../src/index.js';

/** What tests run on; where it is missing they are skipped, with a word. */
export const runtime = await openRuntime();
if (!runtime) console.warn('onnxruntime-node is not installed: tests of it are skipped');
