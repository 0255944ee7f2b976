import type { BackendName } from './contract.js';
import type { Side } from './Side.js';
import type { Started } from './worker/WorkerSide.js';
import { graphicsHere } from './graphicsHere.js';

/** Ways to the code that computes. */
export interface Ways {
  startWorker: () => globalThis.Worker;
  thisThread: () => Promise<Side>;
}

/**
 * Starts what computes: a worker; or, where the browser forbids workers or gives them no graphics context that the page
 * itself would get, this thread.
 * @param ways how either is started
 * @param asked what is to compute, if that is not chosen here
 */
export async function startSide(
  { startWorker, thisThread }: Ways,
  asked?: BackendName,
): Promise<Side> {
  const worker = await begun(startWorker).catch((error: unknown) => error as Error);
  if (worker instanceof Error) {
    console.warn(`Deconv computes on the page's own thread: ${worker.message}`);
    return thisThread();
  }
  if (worker.graphics !== 'none' || !computesBetterHere(asked)) return worker.side;
  worker.side.end();
  return thisThread();
}

/** Whether this thread has what a worker without a graphics context lacks. */
function computesBetterHere(asked: BackendName | undefined): boolean {
  const graphics = graphicsHere();
  return asked === 'webgl' ? graphics !== 'none' : !asked && graphics === 'hardware';
}

/** @throws Error where it does not start */
async function begun(
  startWorker: Ways['startWorker'],
): Promise<{ side: Side } & Started['deconvStarted']> {
  if (typeof globalThis.Worker === 'undefined') throw new Error('this browser has no workers.');
  const worker = startWorker();
  const { graphics } = await started(worker);
  return { side: sideOf(worker), graphics };
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
