/** Milliseconds after which timers, clicks and messages are let through: else no one could abort or see the progress. */
const BREATH = 50;

let breathed = -Infinity;

/** Lets whatever else waits on this thread run, if it has had no chance to for a while. */
export async function breathe(): Promise<void> {
  if (performance.now() - breathed < BREATH) return;
  await new Promise((resolve) => setTimeout(resolve));
  breathed = performance.now();
}
