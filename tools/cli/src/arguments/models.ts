import { readingBackend } from '../backend/backendArguments.js';
import { jsonOption } from '../options.js';

/** What `deconv models` takes. */
export const modelsArguments = {
  action: { type: 'positional', required: false, description: 'add' },
  name: { type: 'positional', required: false, description: 'which network to add' },
  out: { type: 'string', description: 'folder to write; the network’s name unless said' },
  labels: { type: 'string', description: 'names of the classes: JSON, or a text, one a line' },
  json: jsonOption,
  backend: readingBackend,
} as const;
