import { backendArguments } from '../backend/backendArguments.js';
import { classifierArguments } from './classifier.js';

/** What `deconv layers` takes. */
export const layersArguments = {
  ...classifierArguments,
  layers: {
    type: 'string',
    several: true,
    description: 'names of layers: a,b; default: all that every path goes through',
  },
  'per-class': {
    type: 'string',
    default: '30',
    description: 'images of each class to learn from',
  },
  ...backendArguments,
} as const;
