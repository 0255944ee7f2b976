import type { ExperimentOf } from '../Experiment.js';
import type { CheckpointPorts, DrawingPorts } from '../Ports.js';
import { options } from './options.js';
import { summary } from './summary.js';

export const evolution = {
  question: 'Follow feature maps through the training of a model',
  options,
  summary,
  load: async () => (await import('./run.js')).run,
} satisfies ExperimentOf<'evolution', typeof options, CheckpointPorts & Pick<DrawingPorts, 'draw'>>;
