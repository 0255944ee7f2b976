import type { Results } from '@deconv/results';
import type { ProbeRequest } from '../../contract.js';

/** Runs an experiment. */
export function runProbe(request: ProbeRequest): Promise<Results> {
  return Promise.reject(new Error(`“${request.probe}” cannot be computed here yet.`));
}
