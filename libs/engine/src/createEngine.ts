import type { Engine } from './contract.js';
import { startSide } from './startSide.js';
import { WorkerEngine } from './WorkerEngine.js';

/** An engine of its own. Figures share one: see `sharedEngine`. */
export function createEngine(): Engine {
  return new WorkerEngine(startSide);
}
