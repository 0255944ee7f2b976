import { RECIPE } from '@deconv/training/defaults';
import { fitOption, jsonOption } from '../options.js';
import { threadsOption } from '../threads/threadsOf.js';

/** The networks of Table 3, without those that differ in their first layer. */
const TABLE =
  'zfnet,zfnet-without-3-4,zfnet-without-7,zfnet-without-6-7,zfnet-without-3-4-6-7,zfnet-dense-narrow,zfnet-dense-wide,zfnet-convs-wide,zfnet-convs-dense-wide';

const option = (value: number | string, description: string) =>
  ({ type: 'string', default: String(value), description }) as const;

/** What `deconv ablate` takes. */
export const ablateArguments = {
  data: {
    type: 'positional',
    required: true,
    description: 'folder with a folder of images for each class, or "emoji"',
  },
  out: { type: 'string', required: true, description: 'folder to write, or to go on in' },
  architectures: option(TABLE, 'names of architectures, or JSON files, with commas'),
  'filter-limits': option('0.1', 'largest RMS of a filter, or none; several with commas'),
  seeds: option('1,2,3', 'each network is trained with each'),
  validation: { type: 'string', description: 'folder to measure by (else every tenth image)' },
  'per-class': { type: 'string', description: 'images of each class to learn from, at most' },
  size: option(96, 'side of images in pixels, for architectures known by name'),
  width: option(1, 'factor on their channels and units'),
  'batch-norm': {
    type: 'boolean',
    default: true,
    description: 'normalise over the batch in training; --no-batch-norm',
  },
  epochs: option(20, 'rounds'),
  steps: {
    type: 'string',
    description: 'steps in an epoch (else as many as show each image once)',
  },
  batch: option(RECIPE.batchSize, 'images in a step'),
  lr: option(RECIPE.peakRate, 'highest learning rate'),
  fit: fitOption,
  threads: { ...threadsOption, description: 'how many networks are trained at once' },
  json: jsonOption,
} as const;
