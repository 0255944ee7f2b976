import { backendArguments } from '../backend/backendArguments.js';
import { classifierArguments } from './classifier.js';
import { scratchArguments } from './scratch.js';

/** What `deconv transfer` takes. */
export const transferArguments = {
  ...classifierArguments,
  layer: {
    type: 'string',
    required: true,
    description: 'layer whose features are read; it and those before stay as they are',
  },
  'per-class': {
    type: 'string',
    default: '15,30',
    description: 'images of each class to learn from: 15,30',
  },
  ...scratchArguments,
  ...backendArguments,
} as const;
