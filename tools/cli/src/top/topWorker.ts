/** Worker thread that looks at images and draws units, with a backend and a copy of the model of its own. */
import { workerData } from 'node:worker_threads';
import type { ChosenBackend } from '../backend/backendArguments.js';
import { startBackend } from '../backend/startBackend.js';
import { fingerprint } from '../fingerprint.js';
import type { Opening } from '../modelArguments.js';
import { openModelAgain } from '../openModel.js';
import { serve } from '../threads/serve.js';
import { topWork, type TopSettings } from './topWork.js';

export interface TopWorkerData {
  /** What the model is opened from. */
  source: string;
  opening: Opening;
  backend: ChosenBackend;
  /** Of the model that the run began with. */
  fingerprint: string;
  settings: TopSettings;
}

const { source, opening, backend, settings, ...expected } = workerData as TopWorkerData;
await startBackend(backend);
const model = await openModelAgain(source, opening);
if (fingerprint(model) !== expected.fingerprint)
  throw new Error(`the model at ${source} is no longer the one that the run began with`);
serve(topWork(model, settings));
