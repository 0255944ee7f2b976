import { EXPERIMENTS } from '@deconv/experiments';
import { backendArguments } from '../backend/backendArguments.js';
import { argsOf } from '../experiment/argsOf.js';
import { modelArguments } from '../modelArguments.js';
import { fitOption, jsonOption } from '../options.js';

const FLAGS = {
  k: { with: 'others' },
  rule: { with: 'out' },
} as const;

/** What `deconv occlude` takes. */
export const occludeArguments = {
  ...modelArguments,
  image: { type: 'positional', required: true, description: 'an image' },
  ...argsOf(EXPERIMENTS.occlude.options, FLAGS),
  out: { type: 'string', description: 'folder to write: results.json, figure.png, its pictures' },
  others: {
    type: 'string',
    with: 'out',
    description: 'folder of images to project the map in, too',
  },
  fit: fitOption,
  json: jsonOption,
  ...backendArguments,
} as const;
