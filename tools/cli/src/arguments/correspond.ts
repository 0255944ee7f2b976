import { EXPERIMENTS } from '@deconv/experiments';
import { backendArguments } from '../backend/backendArguments.js';
import { argsOf } from '../experiment/argsOf.js';
import { modelArguments } from '../modelArguments.js';
import { fitOption, imagesArgument, jsonOption } from '../options.js';

const FLAGS = { layers: { required: true } } as const;

/** What `deconv correspond` takes. */
export const correspondArguments = {
  ...modelArguments,
  images: imagesArgument,
  landmarks: {
    type: 'string',
    required: true,
    description: 'JSON: {"images": {"file.jpg": {"part": [x, y]}}}, fractions of width, height',
  },
  ...argsOf(EXPERIMENTS.correspond.options, FLAGS),
  out: { type: 'string', description: 'folder to write: results.json, masks.png' },
  fit: fitOption,
  json: jsonOption,
  ...backendArguments,
} as const;
