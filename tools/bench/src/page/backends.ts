import { tuneGraphics } from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';

export type Backend = 'webgl' | 'wasm' | 'cpu';

/** @throws Error where the backend does not start: tfjs can keep another one silently */
export async function use(backend: Backend): Promise<void> {
  setWasmPaths('/wasm/');
  if (backend === 'webgl') tuneGraphics();
  const started = await tf.setBackend(backend);
  if (!started || tf.getBackend() !== backend)
    throw new Error(`backend "${backend}" does not start in this browser`);
}

/** What WebGL computes with: a graphics processor, or SwiftShader where there is none. */
export function rendererName(): string {
  const { gpgpu } = tf.backend() as unknown as { gpgpu: { gl: Context } };
  const { gl } = gpgpu;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : 'unknown';
}

/** As much of a WebGL context as names the renderer. */
interface Context {
  getExtension(name: string): { UNMASKED_RENDERER_WEBGL: number } | null;
  getParameter(parameter: number): unknown;
}
