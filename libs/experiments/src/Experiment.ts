import type { Results } from '@deconv/results';
import type * as v from 'valibot';
import type { OptionsSchema } from './options/readOptions.js';
import type { CheckpointPorts, Ports } from './Ports.js';

type AnyPorts = Ports | CheckpointPorts;

/** An experiment whole. What computes is loaded when it runs: all else can be known without tensors. */
export interface Experiment<
  O extends OptionsSchema,
  R extends Results,
  P extends AnyPorts = Ports,
> {
  /** In words; the command of its name does this. */
  readonly question: string;
  /** With defaults and limits. */
  readonly options: O;
  /** What was found, in lines. */
  readonly summary: (results: R) => string[];
  readonly load: () => Promise<Run<O, R, P>>;
}

/**
 * What computes.
 * @param options read by the schema
 * @throws UnfitOption for options that do not go with the network; the signal's reason when it is aborted
 */
type Run<O extends OptionsSchema, R, P> = (options: v.InferOutput<O>, ports: P) => Promise<R>;

/** The same of the probe that its documents name. */
export type ExperimentOf<
  N extends Results['probe'],
  O extends OptionsSchema,
  P extends AnyPorts = Ports,
> = Experiment<O, Extract<Results, { probe: N }>, P>;
