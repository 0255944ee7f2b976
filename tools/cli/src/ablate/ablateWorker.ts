/** Worker thread that trains networks, with backends of its own. */
import { workerData } from 'node:worker_threads';
import { serve } from '../threads/serve.js';
import { ablateWork, type AblateSettings } from './ablateWork.js';

serve(ablateWork(workerData as AblateSettings));
