import { expose } from 'comlink';
import { graphicsHere } from '../graphicsHere.js';
import { EngineSession } from './EngineSession.js';
import { CONTEXT_LOST, type Started } from './WorkerSide.js';

/** Computes for the page that has started this worker, and tells it what graphics context there is. */
export function serve(): void {
  const graphics = graphicsHere();
  expose(new EngineSession(graphics, () => self.postMessage(CONTEXT_LOST)));
  self.postMessage({ deconvStarted: { graphics } } satisfies Started);
}
