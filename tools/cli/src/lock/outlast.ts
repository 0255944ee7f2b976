import { rm, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Holder } from './FolderLock.js';
import { lives } from './Owner.js';

/** In milliseconds, like all here. */
const SILENT = 30_000;
/** What is ending may be in the midst of a long computation. */
const ENDING = 120_000;
const LOOK = 100;

interface Waiting {
  /** Waits also for one that works, until this aborts. */
  patience?: AbortSignal | undefined;
  /** A process of another machine that has not said for so long that it lives has ended. */
  silent?: number;
}

/** Waits until a holder of a lock is gone, where it is going. @returns false where it stays; throws the signal's reason */
export async function outlast(
  holder: Holder,
  { patience, silent = SILENT }: Waiting = {},
): Promise<boolean> {
  const began = performance.now();
  const first = await lastSign(holder);
  for (;;) {
    // Two that met as both entered leave at moments of their own.
    await pause(LOOK * (0.5 + Math.random()));
    patience?.throwIfAborted();
    const sign = await lastSign(holder);
    if (sign === undefined) return true;
    const waited = performance.now() - began;
    const alive = await lives(holder);
    const ended = alive === false || (alive === undefined && sign === first && waited > silent);
    if (ended) {
      await rm(holder.entry, { force: true });
      return true;
    }
    const working = holder.ending ? waited > ENDING : alive === true || sign !== first;
    if (working && !patience) return false;
  }
}

/** When it last said that it lives. @returns undefined where it holds the lock no more */
const lastSign = ({ entry }: Holder): Promise<number | undefined> =>
  stat(entry).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
