import { asModules } from './asModules.js';
import type { BackendName, Engine } from './contract.js';
import { startSide } from './startSide.js';
import { WorkerEngine } from './WorkerEngine.js';

/**
 * An engine of its own. Figures share one: see `sharedEngine`.
 * @param options `backend`: what computes; else what is fastest here. Where it does not start, loading a model rejects
 */
export function createEngine({ backend }: { backend?: BackendName | undefined } = {}): Engine {
  return new WorkerEngine(() => startSide(asModules, backend), backend);
}
