import type { Engine } from './contract.js';
import { createEngine } from './createEngine.js';

let shared: Engine | undefined;

/** The page's one engine: figures share its worker, its network and its one graphics context. */
export function sharedEngine(): Engine {
  shared ??= createEngine();
  return shared;
}
