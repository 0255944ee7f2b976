import type { Constant } from './Constant.js';
import type { Operation } from './graph.js';
import type { Plan, Use } from './Use.js';

/** Computes an operation whose inputs are all known; one that is left out is undefined. */
export type Fold = (inputs: (Constant | undefined)[], operation: Operation) => Constant[];

/** How operations of one file format are read. */
export interface Dialect {
  /** By kind. */
  folds: ReadonlyMap<string, Fold>;
  /** Kinds of `folds` that only put the values of their first input elsewhere, which may be a map. */
  arranging: ReadonlySet<string>;
  /** Kinds of `folds` that make a tensor of one value. */
  filling: ReadonlySet<string>;
  /** Kinds that ask for the dims of their input. */
  shapes: ReadonlySet<string>;
  /** By kind. Throws RangeError, with its reason as part of a sentence, for what has no way down. */
  layers: ReadonlyMap<string, (use: Use) => Plan>;
}
