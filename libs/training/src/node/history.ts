import { readFile } from 'node:fs/promises';
import type { Score } from '../evaluate.js';
import { replaceFile } from './replaceFile.js';

/** What was measured at the end of an epoch. */
export interface EpochRecord {
  /** From 1. */
  epoch: number;
  /** Learning rate of its last step. */
  rate: number;
  /** Means over its steps, with dropout. */
  training: Score;
  /** Of the finished network. */
  validation: Score;
}

/** The records of the first epochs, as an earlier run of the same training left them. */
export async function readHistory(path: string, epochs: number): Promise<EpochRecord[]> {
  if (epochs === 0) return [];
  return (JSON.parse(await readFile(path, 'utf8')) as EpochRecord[]).slice(0, epochs);
}

export async function writeHistory(path: string, records: EpochRecord[]): Promise<void> {
  const lines = records.map((record) => JSON.stringify(record));
  await replaceFile(path, `[\n${lines.join(',\n')}\n]\n`);
}
