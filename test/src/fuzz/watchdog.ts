// A thread beside the one that tries cases, which may hang: ends the process where a case uses more than it may.
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

export interface Limits {
  /** Of the processor's time, in seconds: a busy machine is no reason to fail. */
  seconds: number;
  /** Resident memory of the process, in MiB. */
  mebibytes: number;
  /** Counts the cases that were begun. */
  begun: Int32Array<SharedArrayBuffer>;
}

/** How often it looks, in milliseconds. */
const INTERVAL = 25;
const MIB = 2 ** 20;

const { seconds, mebibytes, begun } = workerData as Limits;
let [current, spentBefore] = [0, 0];

const spent = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function end(why: string): void {
  writeSync(2, `\n${why}\n`);
  process.kill(process.pid, 'SIGKILL');
}

setInterval(() => {
  const count = Atomics.load(begun, 0);
  if (count !== current) [current, spentBefore] = [count, spent()];
  if (current > 0 && spent() - spentBefore > seconds)
    end(`over the limit of ${seconds} s of the processor's time`);
  if (process.memoryUsage.rss() / MIB > mebibytes)
    end(`over the limit of ${mebibytes} MiB of memory`);
}, INTERVAL);
