import type { InferenceSessionFactory, TensorConstructor } from 'onnxruntime-common';

/** As much of ONNX Runtime as is used here. */
export interface Runtime {
  InferenceSession: InferenceSessionFactory;
  Tensor: TensorConstructor;
  env: { versions: { node?: string } };
  /** What it can compute on here. */
  listSupportedBackends: () => { name: string }[];
}

/**
 * Loads ONNX Runtime for Node, which is no part of a plain installation: it is large.
 * @returns undefined where it is not installed
 * @throws Error where it is, and cannot be loaded on this machine
 */
export async function openRuntime(): Promise<Runtime | undefined> {
  try {
    return ((await import('onnxruntime-node')) as unknown as { default: Runtime }).default;
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new Error(
      `onnxruntime-node is installed and cannot be loaded: ${(cause as Error).message}; install it again, remove it, or use --backend wasm`,
      { cause },
    );
  }
}

/** Whether it is this package that was not found, not a part of it. */
function isMissing(cause: unknown): boolean {
  const { code, message } = cause as NodeJS.ErrnoException;
  return code === 'ERR_MODULE_NOT_FOUND' && message.includes("'onnxruntime-node'");
}
