import type { ExperimentOf } from '../Experiment.js';
import { options } from './options.js';
import type { OccludePorts } from './OccludePorts.js';
import { summary } from './summary.js';

export const occlude = {
  question: 'Slide a square over an image and see what changes',
  options,
  summary,
  load: () => import('./run.js'),
} satisfies ExperimentOf<'occlude', typeof options, OccludePorts>;
