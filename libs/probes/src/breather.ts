/** Milliseconds after which timers, clicks and messages are let through: else no one could abort or see the progress. */
const BREATH = 50;

/** @returns a function that lets whatever else waits on this thread run: the first time, and then if it has had no chance to for a while */
export function breather(): () => Promise<void> {
  let breathed = -Infinity;
  return async () => {
    if (performance.now() - breathed < BREATH) return;
    await new Promise((resolve) => setTimeout(resolve));
    breathed = performance.now();
  };
}
