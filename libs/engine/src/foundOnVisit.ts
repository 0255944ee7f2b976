import type { BackendName } from './contract.js';
import type { Running } from './Running.js';

const KEY = 'deconv-backend';
const NAMES: readonly string[] = ['webgl', 'wasm', 'cpu'] satisfies BackendName[];
/** Longer words are none of ours. */
const LONGEST = 200;

/** What was found to compute fastest on this visit: other pages and scripts of this origin may have written it. */
export function foundOnVisit(): Running | undefined {
  try {
    const { backend, backendReason } = JSON.parse(
      sessionStorage.getItem(KEY) ?? '{}',
    ) as Partial<Running>;
    if (typeof backend !== 'string' || !NAMES.includes(backend)) return undefined;
    if (typeof backendReason !== 'string' || backendReason.length > LONGEST) return undefined;
    return { backend, backendReason };
  } catch {
    // Storage is forbidden, or holds something else.
    return undefined;
  }
}

/** Keeps it until the tab closes. */
export function keepForVisit({ backend, backendReason }: Running): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ backend, backendReason }));
  } catch {
    // Where storage is forbidden or full, the next page measures again.
  }
}
