import type { ModelSummary } from '@deconv/engine';

/** What computes, and why that: `wasm (on the processor: no WebGL starts here)`. */
export function backendInWords({ backend, backendReason }: ModelSummary): string {
  return `${backend} (${backendReason})`;
}
