import { backendArguments } from '../backend/backendArguments.js';
import { modelArguments } from '../modelArguments.js';
import { fitOption, jsonOption } from '../options.js';

/** What `deconv report` takes. */
export const reportArguments = {
  ...modelArguments,
  images: {
    type: 'string',
    several: true,
    description: 'images, or folders of them; here or in --config',
  },
  out: {
    type: 'string',
    required: true,
    description: 'folder to write; a second run makes only what has changed',
  },
  sections: {
    type: 'string',
    several: true,
    description: 'a,b of those a report has; default: all that can be',
  },
  layers: {
    type: 'string',
    several: true,
    description: 'names of layers (see inspect): a,b; default: chosen',
  },
  quick: { type: 'boolean', description: 'a hundred images, in two or three minutes' },
  full: { type: 'boolean', description: 'all images, and more of everything' },
  landmarks: { type: 'string', description: 'where parts are, for correspondence' },
  checkpoints: {
    type: 'string',
    description: 'folder of the model during its training; default: epochs in its folder',
  },
  seed: { type: 'string', description: 'chooses feature maps; default: 0' },
  config: { type: 'string', description: 'JSON file with any of these options' },
  live: {
    type: 'boolean',
    description: 'take the network and photos along, so that figures compute where they are read',
  },
  fit: fitOption,
  json: { ...jsonOption, description: 'print what was made as JSON' },
  ...backendArguments,
} as const;
