import type { ExperimentOf } from '../Experiment.js';
import { options } from './options.js';
import { summary } from './summary.js';

export const invariance = {
  question: 'Move, scale or turn images and see what changes',
  options,
  summary,
  load: async () => (await import('./run.js')).run,
} satisfies ExperimentOf<'invariance', typeof options>;
