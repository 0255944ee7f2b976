/** Arguments on what learns from random weights. It takes so much longer than a classifier that it may do a part only. */
export const scratchArguments = {
  'from-scratch': {
    type: 'string',
    description: 'architecture that learns the same from random weights: zfnet, or a JSON file',
  },
  'scratch-per-class': {
    type: 'string',
    with: 'from-scratch',
    description: 'for how many of --per-class it does so (Default: all)',
  },
  'scratch-folds': {
    type: 'string',
    with: 'from-scratch',
    description: 'for how many of --folds, the first ones (Default: all)',
  },
  epochs: {
    type: 'string',
    default: '30',
    with: 'from-scratch',
    description: 'how long it learns',
  },
} as const;
