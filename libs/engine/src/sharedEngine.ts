import { backendOfPage } from './backendOfPage.js';
import type { Engine } from './contract.js';
import { createEngine } from './createEngine.js';

let shared: Engine | undefined;

/**
 * The page's one engine: figures share its worker, its network and its one graphics context. It computes on what
 * `<meta name="deconv-backend">` says, if anything.
 */
export function sharedEngine(): Engine {
  shared ??= createEngine({ backend: backendOfPage() });
  return shared;
}
