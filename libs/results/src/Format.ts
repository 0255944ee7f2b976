import type * as v from 'valibot';
import type { Disagreement } from './Disagreement.js';

/** The document of one probe: of what parts it is made, and how they have to fit each other. */
export interface Format<R extends { probe: string } = { probe: string }> {
  readonly probe: R['probe'];
  readonly schema: v.GenericSchema<unknown, R>;
  /** Method, so that formats of several probes may stand in one list. @param results of the schema */
  disagreements(results: R): Disagreement[];
}

/** What a document of a format holds. */
export type ResultsIn<F> = F extends Format<infer R> ? R : never;
