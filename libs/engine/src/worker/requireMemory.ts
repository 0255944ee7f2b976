import * as tf from '@tensorflow/tfjs-core';
import { contextOf } from './contextOf.js';

/**
 * tfjs does not ask whether the graphics processor had enough memory: without it textures stay empty, and so do results.
 * @throws Error where memory ran out since the last time
 */
export function requireMemory(): void {
  if (tf.getBackend() !== 'webgl') return;
  const gl = contextOf();
  if (gl.getError() === gl.OUT_OF_MEMORY) throw new Error('WebGL says OUT_OF_MEMORY');
}
