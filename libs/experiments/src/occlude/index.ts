import type { ExperimentOf } from '../Experiment.js';
import { options } from './options.js';
import type { OccludePorts } from './OccludePorts.js';
import { summary } from './summary.js';

export const occlude = {
  question: 'Slide a square over an image and see what changes',
  options,
  summary,
  load: async () => (await import('./run.js')).run,
} satisfies ExperimentOf<'occlude', typeof options, OccludePorts>;
