import { backendOfPage } from '../backendOfPage.js';
import type { Engine } from '../contract.js';
import { revokeWhenHeard } from '../revokeWhenHeard.js';
import { startSide } from '../startSide.js';
import { WorkerEngine } from '../WorkerEngine.js';
import { onThisThread } from './onThisThread.js';

/**
 * An engine whose page and worker run the same script: for pages on a disc, which can load neither modules nor a worker by
 * its address. The script calls `serve` where it runs in the worker.
 * @param text the script
 */
export function createEngineOf(text: string): Engine {
  const backend = backendOfPage();
  const startWorker = (): Worker => {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    return revokeWhenHeard(new Worker(address, { name: 'deconv' }), address);
  };
  const thisThread = () => Promise.resolve(onThisThread());
  return new WorkerEngine(() => startSide({ startWorker, thisThread }, backend), backend);
}

export { addressOfFiles } from '../addressOfFiles.js';
export { serve } from './serve.js';
