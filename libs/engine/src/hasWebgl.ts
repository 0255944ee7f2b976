import { canvasOf } from './canvasOf.js';

/** Whether a graphics context can be had on this thread. */
export function hasWebgl(): boolean {
  try {
    const context = canvasOf(1, 1).getContext('webgl2') as WebGL2RenderingContext | null;
    context?.getExtension('WEBGL_lose_context')?.loseContext();
    return context !== null;
  } catch {
    return false;
  }
}
