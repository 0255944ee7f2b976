import type { ExperimentOf } from '../Experiment.js';
import type { DiagnosePorts } from './DiagnosePorts.js';
import { options } from './options.js';
import { summary } from './summary.js';

export const diagnose = {
  question: 'Look at filters for what went wrong in training',
  options,
  summary,
  load: async () => (await import('./run.js')).run,
} satisfies ExperimentOf<'diagnose', typeof options, DiagnosePorts>;
