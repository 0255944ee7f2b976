import type { ResultsIn } from './Format.js';
import * as formats from './formats.js';
import { readResultsOf } from './readResultsOf.js';

type AnyFormat = Extract<(typeof formats)[keyof typeof formats], { disagreements: unknown }>;

/** By name: bundlers put what a module exports into orders of their own. */
const FORMATS = Object.values(formats)
  .filter((each): each is AnyFormat => 'disagreements' in each)
  .sort((a, b) => (a.probe < b.probe ? -1 : 1));

/** What a probe measured, as a document; `probe` says which. */
export type Results = ResultsIn<AnyFormat>;

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
