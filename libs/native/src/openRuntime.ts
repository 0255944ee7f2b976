import type { InferenceSessionFactory, TensorConstructor } from 'onnxruntime-common';
import { isInstalled } from './isInstalled.js';
import { withoutTelemetry } from './withoutTelemetry.js';

/** As much of ONNX Runtime as is used here. */
export interface Runtime {
  InferenceSession: InferenceSessionFactory;
  Tensor: TensorConstructor;
  env: { versions: { node?: string } };
  /** What it can compute on here. */
  listSupportedBackends: () => { name: string }[];
}

/** By a variable, since it need not be there: neither compilers nor bundlers look for it then. */
const PACKAGE = 'onnxruntime-node';

/**
 * Loads ONNX Runtime for Node, which is no part of a plain installation: it is large.
 * @returns undefined where it is not installed
 * @throws Error where it is, and cannot be loaded on this machine
 */
export async function openRuntime(): Promise<Runtime | undefined> {
  if (!isInstalled()) return undefined;
  withoutTelemetry();
  try {
    return ((await import(PACKAGE)) as { default: Runtime }).default;
  } catch (cause) {
    throw new Error(
      `onnxruntime-node is installed and cannot be loaded: ${(cause as Error).message}; install it again, remove it, or use --backend wasm`,
      { cause },
    );
  }
}
