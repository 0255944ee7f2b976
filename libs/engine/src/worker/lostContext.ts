import * as tf from '@tensorflow/tfjs-core';
import { contextOf } from './contextOf.js';

/**
 * What an error stands for where the graphics context is gone: WebGL then refuses whatever it is asked, tfjs says of what
 * comes first that it failed (`Failed to compile fragment shader`), and only then the browser tells of the loss.
 * @returns undefined where the context is there
 */
export function lostContext(error: unknown): Error | undefined {
  if (tf.getBackend() !== 'webgl' || !contextOf().isContextLost()) return undefined;
  const { message } = error instanceof Error ? error : { message: String(error) };
  return new Error(`WebGL context lost: ${message}`, { cause: error });
}
