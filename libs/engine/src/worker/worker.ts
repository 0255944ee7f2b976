import { expose } from 'comlink';
import { Workshop } from './Workshop.js';
import { graphicsHere } from '../graphicsHere.js';
import { CONTEXT_LOST, type Started } from './WorkerSide.js';

const graphics = graphicsHere();
expose(new Workshop(graphics, () => self.postMessage(CONTEXT_LOST)));
self.postMessage({ deconvStarted: { graphics } } satisfies Started);
