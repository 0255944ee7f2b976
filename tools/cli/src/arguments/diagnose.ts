import { EXPERIMENTS } from '@deconv/experiments';
import { backendArguments } from '../backend/backendArguments.js';
import { argsOf } from '../experiment/argsOf.js';
import { modelArguments } from '../modelArguments.js';
import { fitOption, jsonOption } from '../options.js';

/** What `deconv diagnose` takes. */
export const diagnoseArguments = {
  ...modelArguments,
  model: {
    ...modelArguments.model,
    description: `${modelArguments.model.description}; or a folder of checkpoints: 1, 2, 5, …`,
  },
  images: {
    type: 'string',
    several: true,
    takesRest: true,
    description: 'images, or folders of them, to find dead units over',
  },
  ...argsOf(EXPERIMENTS.diagnose.options),
  out: { type: 'string', description: 'folder to write: results.json, a PNG for each layer' },
  fit: { ...fitOption, with: 'images' },
  json: jsonOption,
  ...backendArguments,
} as const;
