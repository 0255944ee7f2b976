import type { ExperimentOf } from '../Experiment.js';
import type { CorrespondPorts } from './CorrespondPorts.js';
import { options } from './options.js';
import { summary } from './summary.js';

export const correspond = {
  question: 'Mask a part in several images and see whether features change alike',
  options,
  summary,
  load: () => import('./run.js'),
} satisfies ExperimentOf<'correspond', typeof options, CorrespondPorts>;
