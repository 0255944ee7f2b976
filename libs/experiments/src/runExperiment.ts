import type { Results } from '@deconv/results';
import type * as v from 'valibot';
import type { Experiment } from './Experiment.js';
import { readOptions, type OptionsSchema } from './options/readOptions.js';
import type { CheckpointPorts, Ports } from './Ports.js';

/**
 * Runs an experiment.
 * @param asked its options; what is left out gets its default
 * @throws UnfitOption for options that cannot be; the signal's reason when it is aborted
 */
export async function runExperiment<
  O extends OptionsSchema,
  R extends Results,
  P extends Ports | CheckpointPorts,
>({ options, load }: Experiment<O, R, P>, asked: v.InferInput<O>, ports: P): Promise<R> {
  const read = readOptions(options, asked);
  const run = await load();
  return run(read, ports);
}
