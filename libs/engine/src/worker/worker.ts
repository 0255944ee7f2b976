import { expose } from 'comlink';
import { Workshop } from './Workshop.js';
import { hasWebgl } from '../hasWebgl.js';
import { CONTEXT_LOST, type Started } from './WorkerSide.js';

expose(new Workshop(() => self.postMessage(CONTEXT_LOST)));
self.postMessage({ deconvStarted: { webgl: hasWebgl() } } satisfies Started);
