/** Ctrl-C, and what ends processes where nobody sits at a terminal. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Work that the user can interrupt: the first Ctrl-C or SIGTERM aborts it, a second one ends the process at once.
 * @param advice what to say of an interrupted work, and how to go on
 */
export async function interruptible<T>(
  advice: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const ignore = (): void => SIGNALS.forEach((signal) => process.off(signal, interrupt));
  const interrupt = (): void => {
    // A part of a report hears of Ctrl-C by the terminal and by the report, and ends at once where the report does.
    if (!process.connected) ignore();
    abort.abort(new Error(advice));
  };
  SIGNALS.forEach((signal) => process.on(signal, interrupt));
  try {
    return await work(abort.signal);
  } finally {
    ignore();
  }
}
