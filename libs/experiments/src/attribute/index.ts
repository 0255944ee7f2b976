import type { ExperimentOf } from '../Experiment.js';
import { options } from './options.js';
import { summary } from './summary.js';

export const attribute = {
  question: 'Attribute an answer to the pixels or places that it is owed to',
  options,
  summary,
  load: async () => (await import('./run.js')).run,
} satisfies ExperimentOf<'attribute', typeof options>;
