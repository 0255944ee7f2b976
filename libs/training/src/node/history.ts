import { parseJson } from '@deconv/untrusted';
import { readFile } from 'node:fs/promises';
import type { EpochRecord } from '../epochRecord.js';
import { replaceFile } from './replaceFile.js';

/** The records of the first epochs, as an earlier run of the same training left them. */
export async function readHistory(path: string, epochs: number): Promise<EpochRecord[]> {
  if (epochs === 0) return [];
  return (parseJson(await readFile(path), path) as EpochRecord[]).slice(0, epochs);
}

export async function writeHistory(path: string, records: EpochRecord[]): Promise<void> {
  const lines = records.map((record) => JSON.stringify(record));
  await replaceFile(path, `[\n${lines.join(',\n')}\n]\n`);
}
