import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';

/** The graphics processor first; the plain one always works, slowly. */
const BACKENDS = ['webgl', 'cpu'];

/** Starts the first backend that runs here, and tells which. tfjs can fail to set one and keep another silently. */
export async function startBackend(onContextLost: () => void): Promise<string> {
  for (const name of BACKENDS) {
    const started = await tf.setBackend(name).catch(() => false);
    if (!started || tf.getBackend() !== name) continue;
    if (name === 'webgl') watchContext(onContextLost);
    return name;
  }
  throw new Error(`No way to compute here: none of ${BACKENDS.join(', ')} starts in this browser.`);
}

/** After its context is lost, tfjs goes on without an error and computes garbage. */
function watchContext(onContextLost: () => void): void {
  const { gpgpu } = tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } };
  gpgpu.gl.canvas.addEventListener('webglcontextlost', onContextLost);
}
