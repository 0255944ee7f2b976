import { createRequire } from 'node:module';

/** Whether ONNX Runtime for Node is there; it is not loaded. */
export function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve('onnxruntime-node');
    return true;
  } catch {
    return false;
  }
}
