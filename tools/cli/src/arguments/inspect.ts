import { backendArguments } from '../backend/backendArguments.js';
import { jsonOption } from '../options.js';
import { modelArguments } from '../modelArguments.js';

/** What `deconv inspect` takes. */
export const inspectArguments = {
  ...modelArguments,
  images: {
    type: 'string',
    several: true,
    description: 'photos, or folders of them, by which to propose how pixels become the input',
  },
  write: {
    type: 'boolean',
    with: 'images',
    description: 'write the likeliest as preprocess.json, beside the model',
  },
  overwrite: { type: 'boolean', with: 'write', description: 'even if there is one' },
  json: jsonOption,
  ...backendArguments,
} as const;
