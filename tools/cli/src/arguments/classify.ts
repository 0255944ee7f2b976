import { backendArguments } from '../backend/backendArguments.js';
import { modelArguments } from '../modelArguments.js';
import { fitOption, imagesArgument, jsonOption } from '../options.js';

/** What `deconv classify` takes. */
export const classifyArguments = {
  ...modelArguments,
  image: imagesArgument,
  top: { type: 'string', default: '5', description: 'how many classes to name' },
  fit: fitOption,
  json: jsonOption,
  ...backendArguments,
} as const;
