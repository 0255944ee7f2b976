import { ablateFormat, type AblateResults } from './ablate.js';
import { correspondFormat, type CorrespondResults } from './correspond.js';
import { descentFormat, type DescentResults } from './descent.js';
import { diagnoseFormat, type DiagnoseResults } from './diagnose.js';
import { evolutionFormat, type EvolutionResults } from './evolution.js';
import { invarianceFormat, type InvarianceResults } from './invariance.js';
import { layersFormat, type LayersResults } from './layers.js';
import { occludeFormat, type OccludeResults } from './occlude.js';
import { topFormat, type TopResults } from './top.js';
import { transferFormat, type TransferResults } from './transfer.js';
import { readResultsOf } from './readResultsOf.js';

const FORMATS = [
  ablateFormat,
  correspondFormat,
  descentFormat,
  diagnoseFormat,
  evolutionFormat,
  invarianceFormat,
  layersFormat,
  occludeFormat,
  topFormat,
  transferFormat,
];

/** What a probe measured, as a document; `probe` says which. */
export type Results =
  | AblateResults
  | CorrespondResults
  | DescentResults
  | DiagnoseResults
  | EvolutionResults
  | InvarianceResults
  | LayersResults
  | OccludeResults
  | TopResults
  | TransferResults;

/**
 * Reads a document of any probe, and checks it whole.
 * @param text JSON
 * @throws Error as `readResultsOf` does
 */
export const readResults = (text: string): Results => readResultsOf(text, FORMATS);

/**
 * The text of a document, which `readResults` reads.
 * @throws Error for results that it would not read
 */
export function writeResults(results: Results): string {
  const text = `${inRows(JSON.stringify(results, undefined, 2))}\n`;
  readResults(text);
  return text;
}

/** Lists of numbers on one line each: a map is read row by row. No text in JSON holds a line's end. */
function inRows(text: string): string {
  return text.replace(/\[\n[-+\d.eE,\s]*\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
}
