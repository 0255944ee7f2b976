import type { ExperimentOf } from '../Experiment.js';
import { options } from './options.js';
import { summary } from './summary.js';
import type { TopPorts } from './TopPorts.js';

export const top = {
  question: 'Find what excites feature maps most, over any number of images, and project it',
  options,
  summary,
  load: async () => (await import('./run.js')).run,
} satisfies ExperimentOf<'top', typeof options, TopPorts>;
