import { ARCHITECTURE_NAMES, RECIPE } from '@deconv/training/defaults';

const option = (value: number | null, description: string) =>
  ({ type: 'string', default: String(value ?? 'none'), description }) as const;

/** What `deconv train` takes. */
export const trainArguments = {
  data: {
    type: 'positional',
    required: true,
    description: 'folder with a folder of images for each class, or "emoji"',
  },
  out: { type: 'string', required: true, description: 'folder for the network' },
  arch: {
    type: 'string',
    default: 'zfnet',
    description: `${ARCHITECTURE_NAMES.join(', ')}, or a JSON file`,
  },
  validation: { type: 'string', description: 'folder to measure by (else every tenth image)' },
  resume: { type: 'boolean', description: 'go on from the checkpoint in the folder' },
  epochs: option(RECIPE.epochs, 'rounds, each with a score and a checkpoint at its end'),
  steps: {
    type: 'string',
    description: 'steps in an epoch (else as many as show each image once)',
  },
  batch: option(RECIPE.batchSize, 'images in a step'),
  lr: option(RECIPE.peakRate, 'highest learning rate'),
  schedule: { type: 'string', default: RECIPE.schedule, description: 'cosine or plateau' },
  momentum: option(RECIPE.momentum, 'share of the last step that goes on'),
  decay: option(RECIPE.weightDecay, 'weight decay'),
  dropout: option(RECIPE.dropout, 'share of units left out of dense layers'),
  'filter-limit': option(RECIPE.filterLimit, 'largest root mean square of a filter, or none'),
  smoothing: option(RECIPE.labelSmoothing, 'label smoothing'),
  seed: option(RECIPE.seed, 'everything random follows from it'),
} as const;
