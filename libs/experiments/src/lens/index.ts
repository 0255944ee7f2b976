import type { ExperimentOf } from '../Experiment.js';
import { options } from './options.js';
import { summary } from './summary.js';

export const lens = {
  question: 'See what each layer finds at places of an image',
  options,
  summary,
  load: async () => (await import('./run.js')).run,
} satisfies ExperimentOf<'lens', typeof options>;
