import type { ExperimentOf } from '../Experiment.js';
import type { CorrespondPorts } from './CorrespondPorts.js';
import { options } from './options.js';
import { summary } from './summary.js';

export const correspond = {
  question: 'Mask a part in several images and see whether features change alike',
  options,
  summary,
  load: async () => (await import('./run.js')).run,
} satisfies ExperimentOf<'correspond', typeof options, CorrespondPorts>;
