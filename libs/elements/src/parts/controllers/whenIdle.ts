/** The work that waits is done one piece after another. */
let turn: Promise<unknown> | undefined;

/**
 * Does something once the page has loaded and the browser has nothing else to do, after all that was asked of it before.
 * Not where readers want to save data.
 * @param work what the next in turn waits for; it may fail
 * @param signal ends the waiting
 */
export function whenIdle(work: () => Promise<unknown>, signal: AbortSignal): void {
  if (savesData()) return;
  turn = (turn ?? loaded())
    .then(idle)
    .then(() => (signal.aborted ? undefined : work()))
    .catch(() => undefined);
}

function loaded(): Promise<void> {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((resolve) => addEventListener('load', () => resolve(), { once: true }));
}

function idle(): Promise<void> {
  // Safari has no idle callbacks.
  const ask = (globalThis as { requestIdleCallback?: (done: () => void) => unknown })
    .requestIdleCallback;
  return new Promise((resolve) => {
    if (ask) ask(resolve);
    else setTimeout(resolve, 200);
  });
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData ?? false;
}
