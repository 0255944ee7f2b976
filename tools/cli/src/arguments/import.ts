import { readingBackend } from '../backend/backendArguments.js';

/** What `deconv import` takes. */
export const importArguments = {
  model: { type: 'positional', required: true, description: 'ONNX file' },
  out: { type: 'string', required: true, description: 'folder to write' },
  labels: { type: 'string', description: 'names of the classes: JSON, or a text, one a line' },
  preprocess: { type: 'string', description: 'preprocess.json: how pixels become the input' },
  verify: { type: 'boolean', description: 'compare with ONNX Runtime, if it is installed' },
  backend: readingBackend,
} as const;
