/** A worker of one line that has not answered by then does not start. */
const PATIENCE_MS = 2000;

/**
 * Whether WebAssembly may use threads here. They share memory, which only pages get that are isolated from other origins; and
 * they are workers of `blob:` scripts that import such a script, which a page's policy may forbid: then tfjs would wait for
 * them forever.
 */
export async function threadsHere(): Promise<boolean> {
  if (!globalThis.crossOriginIsolated || navigator.hardwareConcurrency < 2) return false;
  const imported = addressOf('self.there = true;');
  const address = addressOf(
    `try { importScripts('${imported}') } catch {} postMessage(self.there === true);`,
  );
  try {
    return await answerOf(new Worker(address));
  } catch {
    return false;
  } finally {
    URL.revokeObjectURL(imported);
    URL.revokeObjectURL(address);
  }
}

const addressOf = (script: string): string =>
  URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));

function answerOf(worker: Worker): Promise<boolean> {
  const answer = new Promise<boolean>((resolve) => {
    worker.onmessage = ({ data }) => resolve(data === true);
    worker.onerror = () => resolve(false);
    // Nothing else comes where a policy keeps it from starting.
    setTimeout(() => resolve(false), PATIENCE_MS);
  });
  return answer.finally(() => worker.terminate());
}
