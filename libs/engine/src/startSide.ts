import { AnywhereWorker as Worker } from './AnywhereWorker.js';
import type { Side } from './Side.js';
import type { Started } from './worker/WorkerSide.js';
import { hasWebgl } from './hasWebgl.js';

/**
 * Starts what computes: a worker; or, where the browser forbids workers or gives them no graphics context that the page
 * itself would get, this thread.
 */
export async function startSide(): Promise<Side> {
  const worker = await startWorker().catch((error: unknown) => error as Error);
  if (worker instanceof Error) {
    console.warn(`Deconv computes on the page's own thread: ${worker.message}`);
    return thisThread();
  }
  if (worker.webgl || !hasWebgl()) return worker.side;
  worker.side.end();
  return thisThread();
}

async function thisThread(): Promise<Side> {
  return (await import('./worker/onThisThread.js')).onThisThread();
}

/** @throws Error where it does not start */
async function startWorker(): Promise<{ side: Side; webgl: boolean }> {
  if (typeof globalThis.Worker === 'undefined') throw new Error('this browser has no workers.');
  // Bundlers look for these very words.
  const worker = new Worker(new URL('./worker/worker.js', import.meta.url), {
    type: 'module',
    name: 'deconv',
  });
  const { webgl } = await started(worker);
  return { side: sideOf(worker), webgl };
}

function started(worker: globalThis.Worker): Promise<Started['deconvStarted']> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      worker.removeEventListener('message', hear);
      worker.removeEventListener('error', fail);
    };
    const hear = ({ data }: MessageEvent<Partial<Started> | null>): void => {
      if (!data?.deconvStarted) return;
      leave();
      resolve(data.deconvStarted);
    };
    const fail = (event: ErrorEvent): void => {
      leave();
      worker.terminate();
      reject(new Error(`its worker did not start: ${event.message || REFUSED}.`));
    };
    worker.addEventListener('message', hear);
    worker.addEventListener('error', fail);
  });
}

const REFUSED =
  'the script did not load, or the page’s Content Security Policy allows no such worker (worker-src)';

/** A worker that runs. */
export function sideOf(worker: globalThis.Worker): Side {
  return {
    endpoint: worker,
    onDeath: (died) =>
      worker.addEventListener('error', ({ message }) => died(message || 'its script did not load')),
    end: () => worker.terminate(),
  };
}
