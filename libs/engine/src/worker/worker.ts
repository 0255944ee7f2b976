import { expose } from 'comlink';
import { Workshop } from './Workshop.js';
import { CONTEXT_LOST } from './WorkerSide.js';

expose(new Workshop(() => self.postMessage(CONTEXT_LOST)));
