import type * as v from 'valibot';
import { attribute } from './attribute/index.js';
import { correspond } from './correspond/index.js';
import { diagnose } from './diagnose/index.js';
import { evolution } from './evolution/index.js';
import { invariance } from './invariance/index.js';
import { lens } from './lens/index.js';
import { occlude } from './occlude/index.js';
import { top } from './top/index.js';

/** All experiments, by the name of their command, which is also what their documents call their probe. */
export const EXPERIMENTS = {
  top,
  occlude,
  attribute,
  invariance,
  evolution,
  correspond,
  diagnose,
  lens,
} as const;

export type ExperimentName = keyof typeof EXPERIMENTS;

/** The options of an experiment as they are asked for: some may be left out. */
export type AskedOf<E extends ExperimentName> = v.InferInput<(typeof EXPERIMENTS)[E]['options']>;
/** The same with defaults for what was left out. */
export type OptionsOf<E extends ExperimentName> = v.InferOutput<(typeof EXPERIMENTS)[E]['options']>;
/** What it runs with. */
export type PortsOf<E extends ExperimentName> = Parameters<
  Awaited<ReturnType<(typeof EXPERIMENTS)[E]['load']>>
>[1];
/** Experiments that need no more than these ports. */
export type RunningWith<P> = {
  [E in ExperimentName]: P extends PortsOf<E> ? E : never;
}[ExperimentName];
