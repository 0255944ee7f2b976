import { RULE_NAMES } from '@deconv/pictures';
import { CONTROLS } from '@deconv/results';
import { backendArguments } from '../backend/backendArguments.js';
import { modelArguments } from '../modelArguments.js';
import { fitOption, jsonOption } from '../options.js';

/** What `deconv project` takes. */
export const projectArguments = {
  ...modelArguments,
  image: { type: 'positional', required: true, description: 'an image' },
  layer: { type: 'string', required: true, description: 'name of the layer (see inspect)' },
  channel: { type: 'string', description: 'feature map; default: the strongest' },
  at: { type: 'string', description: 'ROW,COL in the map; default: the strongest' },
  rule: { type: 'string', default: 'deconvnet', description: RULE_NAMES.join(', ') },
  out: { type: 'string', description: 'PNG to write: patch and projection side by side' },
  control: {
    type: 'string',
    description: `project once more with what it should hang on gone: ${CONTROLS.join(', ')}`,
  },
  seed: {
    type: 'string',
    default: '0',
    with: 'control',
    description: 'draws the random weights and places',
  },
  steps: {
    type: 'string',
    description: 'folder to write: every step of the way down, results.json, steps.png',
  },
  npy: { type: 'string', description: 'NumPy file to write: float32 [height, width, 3], RGB' },
  fit: fitOption,
  json: jsonOption,
  ...backendArguments,
} as const;
