import { EXPERIMENTS } from '@deconv/experiments';
import { backendArguments } from '../backend/backendArguments.js';
import { argsOf } from '../experiment/argsOf.js';
import { openingArguments } from '../modelArguments.js';
import { fitOption, imagesArgument, jsonOption } from '../options.js';
import { threadsOption } from '../threads/threadsOf.js';

const FLAGS = { layers: { required: true } } as const;

/** What `deconv evolution` takes. */
export const evolutionArguments = {
  checkpoints: {
    type: 'positional',
    required: true,
    description: 'folder of models named by numbers, as train writes in epochs',
  },
  images: imagesArgument,
  ...openingArguments,
  ...argsOf(EXPERIMENTS.evolution.options, FLAGS),
  out: { type: 'string', required: true, description: 'folder to write' },
  threads: threadsOption,
  fit: fitOption,
  json: jsonOption,
  ...backendArguments,
} as const;
