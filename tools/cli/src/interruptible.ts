/**
 * Work that the user can interrupt: the first Ctrl-C aborts it, a second one ends the process at once.
 * @param advice what to say of an interrupted work, and how to go on
 */
export async function interruptible<T>(
  advice: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const interrupt = (): void => abort.abort(new Error(advice));
  process.once('SIGINT', interrupt);
  try {
    return await work(abort.signal);
  } finally {
    process.off('SIGINT', interrupt);
  }
}
