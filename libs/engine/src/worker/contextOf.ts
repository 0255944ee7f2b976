import * as tf from '@tensorflow/tfjs-core';

/** The graphics context of tfjs' backend webgl, which must be the one that runs. */
export function contextOf(): WebGL2RenderingContext {
  const { gpgpu } = tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } };
  return gpgpu.gl;
}
