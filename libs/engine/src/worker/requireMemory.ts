import * as tf from '@tensorflow/tfjs-core';
import { contextOf } from './contextOf.js';

/**
 * tfjs does not ask whether the graphics processor had enough memory: without it textures stay empty, and so do results.
 * @throws Error where memory ran out since the last time
 */
export function requireMemory(): void {
  const gl = tf.getBackend() === 'webgl' ? contextOf() : undefined;
  if (gl?.getError() === gl?.OUT_OF_MEMORY && gl) throw new Error('WebGL says OUT_OF_MEMORY');
}
