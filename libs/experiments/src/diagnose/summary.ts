import type { DiagnoseResults } from '@deconv/results';
import { skippedLines } from '../skipped.js';
import { findings } from './findings.js';
import { layerTable } from './layerTable.js';

/** What the filters say, in words: a row a layer, and a line for whatever stands out. */
export function summary(results: DiagnoseResults): string[] {
  return [
    ...(results.data.images ? [...skippedLines(results.data), ''] : []),
    layerTable(results),
    '',
    ...findings(results),
  ];
}
