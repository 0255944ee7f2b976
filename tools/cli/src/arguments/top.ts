import { EXPERIMENTS } from '@deconv/experiments';
import { backendArguments } from '../backend/backendArguments.js';
import { argsOf } from '../experiment/argsOf.js';
import { modelArguments } from '../modelArguments.js';
import { fitOption, imagesArgument, jsonOption } from '../options.js';
import { threadsOption } from '../threads/threadsOf.js';

const FLAGS = { layers: { required: true } } as const;

/** What `deconv top` takes. */
export const topArguments = {
  ...modelArguments,
  images: imagesArgument,
  ...argsOf(EXPERIMENTS.top.options, FLAGS),
  out: {
    type: 'string',
    required: true,
    description: 'folder to write; the same command goes on where it was stopped',
  },
  fit: fitOption,
  threads: threadsOption,
  json: jsonOption,
  ...backendArguments,
} as const;
