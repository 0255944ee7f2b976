import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { CommandToKill } from './commands.js';

/** How a process is ended: it alone, or with all that it has started; at once, or as one asks for it. */
export const WAYS = ['SIGKILL alone', 'SIGKILL all', 'SIGTERM alone'] as const;

/** At a random moment. */
export interface Kill {
  way: (typeof WAYS)[number];
  /** In milliseconds, from the start of the process. */
  after: number;
}

export interface Ran {
  code: number | null;
  stderr: string;
  /** In milliseconds. */
  took: number;
  /** Whether it was still there when it was to be ended. */
  killed: boolean;
}

/** Loaded before a command that ends as it comes to a step. */
const KILL_AT = new URL('./killAt.mjs', import.meta.url).href;

/**
 * Runs a command in a process group of its own, and ends it.
 * @param cwd the folder that it stands in
 * @param kill when; or before which of its own steps on the disc, as a regular expression (see killAt.mjs)
 */
export async function runToKill(
  command: CommandToKill,
  cwd: string,
  kill?: Kill | string,
): Promise<Ran> {
  const began = performance.now();
  const step = typeof kill === 'string' ? { DECONV_KILL_AT: kill } : undefined;
  const child = spawn(process.execPath, [...(step ? ['--import', KILL_AT] : []), ...command], {
    cwd,
    env: { ...process.env, ...step },
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'exit') as Promise<[number | null]>;
  let killed = false;
  if (typeof kill === 'object') {
    const over = await Promise.race([ended, pause(kill.after)]);
    killed = over === undefined;
    if (killed) endIt(child.pid!, kill.way);
  }
  const [code] = await ended;
  return { code, stderr, took: performance.now() - began, killed };
}

function endIt(pid: number, way: Kill['way']): void {
  const signal = way.startsWith('SIGTERM') ? 'SIGTERM' : 'SIGKILL';
  try {
    process.kill(way.endsWith('all') ? -pid : pid, signal);
  } catch (error) {
    // It may have ended in this very moment.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
