import type { Network } from '@deconv/core';
import { availableParallelism, totalmem } from 'node:os';

/** What a command takes beside its network: measured with one of 5 MB of weights, the rest being maps and the program. */
const BASE = 0.6e9;
/** And for each byte of weights: they are read, laid out for the way up and for the way down. */
const FOR_A_BYTE = 4;
/** The share of the machine's memory that all of them may take. */
const SHARE = 0.5;

/** A machine, as far as it bounds what runs at once; memory in bytes. */
interface Machine {
  cores: number;
  memory: number;
}

/** How many commands pass photos through a network at once: one a core, since most of their time they use one, if memory allows. */
export function tasksAtOnce(
  { nodes }: Network,
  { cores, memory }: Machine = { cores: availableParallelism(), memory: totalmem() },
): number {
  const weights = nodes.flatMap(({ op }) => Object.values(op.weights));
  const bytes = weights.reduce((sum, { size }) => sum + 4 * size, 0);
  const each = BASE + FOR_A_BYTE * bytes;
  return Math.max(1, Math.min(cores, Math.floor((SHARE * memory) / each)));
}
