import type { ExperimentOf } from '../Experiment.js';
import { options } from './options.js';
import { summary } from './summary.js';

export const invariance = {
  question: 'Move, scale or turn images and see what changes',
  options,
  summary,
  load: () => import('./run.js'),
} satisfies ExperimentOf<'invariance', typeof options>;
