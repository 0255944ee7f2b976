import { modelArguments } from '../modelArguments.js';
import { fitOption, jsonOption } from '../options.js';

const STRENGTHS = '0.01,0.003,0.001,0.0003,0.0001,0.00003,0.00001';

/** Arguments of the commands that put a linear classifier on frozen features. */
export const classifierArguments = {
  ...modelArguments,
  data: {
    type: 'positional',
    required: true,
    description: 'folder with a folder of images for each class, or "emoji"',
  },
  folds: { type: 'string', default: '5', description: 'how many draws of the images learned from' },
  test: { type: 'string', default: '50', description: 'test images of each class, at most' },
  seed: { type: 'string', default: '1', description: 'draws the folds' },
  strengths: {
    type: 'string',
    default: STRENGTHS,
    description: 'weight decays to choose among',
  },
  most: {
    type: 'string',
    default: '4096',
    description: 'features of a layer at most; larger maps are averaged over a grid',
  },
  overlap: {
    type: 'string',
    description: 'folder of images the network learned from: near-duplicates are left out',
  },
  cache: {
    type: 'string',
    description: 'folder that keeps features and trainings; else that of the system',
  },
  out: { type: 'string', description: 'folder to write: results.json' },
  fit: fitOption,
  json: jsonOption,
} as const;
