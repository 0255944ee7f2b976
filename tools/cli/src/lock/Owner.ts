import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

/**
 * A process, as names of files tell it: its number, where it runs, and when it began, since numbers are given anew. Only its
 * own machine can say whether it lives; a container is a machine of its own.
 */
export interface Owner {
  pid: number;
  /** Eight hexadecimal digits. */
  machine: string;
  /** `0` where the system does not tell. */
  began: string;
}

/** How an owner is written into the name of a file. */
export const OWNER = /(\d+)-([0-9a-f]{8})-(\d+)/;

export const nameOfOwner = ({ pid, machine, began }: Owner): string => `${pid}-${machine}-${began}`;

/** @param found as `OWNER` finds it */
export const ownerOf = ([, pid, machine, began]: readonly string[]): Owner => ({
  pid: Number(pid),
  machine: machine!,
  began: began!,
});

/** A process of this machine. @returns undefined where there is none of that number */
export async function ownerWith(pid: number): Promise<Owner | undefined> {
  const began = await beginningOf(pid);
  return began === undefined ? undefined : { pid, machine: await thisMachine(), began };
}

let own: Promise<Owner> | undefined;

/** This process. */
export const thisProcess = (): Promise<Owner> =>
  (own ??= ownerWith(process.pid).then((found) => found!));

/** Whether a process lives. @returns undefined where this machine cannot know */
export async function lives({ pid, machine, began }: Owner): Promise<boolean | undefined> {
  if (machine !== (await thisMachine())) return undefined;
  const found = await ownerWith(pid);
  if (!found) return false;
  return began === '0' || found.began === '0' ? undefined : found.began === began;
}

let machine: Promise<string> | undefined;

const thisMachine = (): Promise<string> => (machine ??= machineHere());

async function machineHere(): Promise<string> {
  // Numbers of processes count in a namespace of Linux's, of which containers that share a host's name have one each.
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  return createHash('sha256').update(`${hostname()} ${namespace}`).digest('hex').slice(0, 8);
}

/** When a process began, in a number that only it has. @returns undefined where it has ended, `0` where nobody says */
async function beginningOf(pid: number): Promise<string | undefined> {
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (state === undefined) return isThere(pid) ? '0' : undefined;
  // proc_pid_stat(5): what follows the name in parentheses is the state, field 3; the beginning is field 22.
  const fields = state.slice(state.lastIndexOf(')') + 2).split(' ');
  return ['Z', 'X'].includes(fields[0]!) ? undefined : fields[19]!;
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
