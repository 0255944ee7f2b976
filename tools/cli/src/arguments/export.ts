import { readingBackend } from '../backend/backendArguments.js';
import { modelArguments } from '../modelArguments.js';

/** What `deconv export` takes. */
export const exportArguments = {
  ...modelArguments,
  out: { type: 'positional', required: true, description: 'ONNX file to write' },
  backend: { ...readingBackend, description: 'what it is verified against: wasm or cpu' },
} as const;
