import * as v from 'valibot';
import { ablateSchema } from './ablate.js';
import { correspondSchema } from './correspond.js';
import { descentSchema } from './descent.js';
import { diagnoseSchema } from './diagnose.js';
import { evolutionSchema } from './evolution.js';
import { FORMAT, VERSION } from './header.js';
import { invarianceSchema } from './invariance.js';
import { layersSchema } from './layers.js';
import { occludeSchema } from './occlude.js';
import { topSchema } from './top.js';
import { transferSchema } from './transfer.js';

/** One schema for the document of each probe. */
const schema = v.variant('probe', [
  ablateSchema,
  correspondSchema,
  descentSchema,
  diagnoseSchema,
  invarianceSchema,
  evolutionSchema,
  layersSchema,
  occludeSchema,
  topSchema,
  transferSchema,
]);

/** What a probe measured, as a document; `probe` says which. */
export type Results = v.InferOutput<typeof schema>;

/**
 * Reads a document of results.
 * @param text JSON
 * @throws Error where it is no JSON, is no document of results, is of a version that is not known, or holds something that
 * is not as expected: with each place, what stands there, and what was expected
 */
export function readResults(text: string): Results {
  const json = parse(text);
  requireFormat(json);
  const result = v.safeParse(schema, json);
  if (!result.success) throw new Error(`these results are damaged: ${explain(result.issues)}`);
  return result.output;
}

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

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`no results: ${(cause as Error).message}; expected JSON`, { cause });
  }
}

/** What is no document of results, or one of another time, gets no list of all that differs. */
function requireFormat(json: unknown): void {
  const { format, version } = (json ?? {}) as Record<string, unknown>;
  if (format !== FORMAT)
    throw new Error(
      `no results: "format" is ${said(format)}; expected ${said(FORMAT)}. Name the results.json that a probe wrote`,
    );
  if (version !== VERSION)
    throw new Error(
      `results of version ${said(version)}; expected ${VERSION}. ${Number(version) > VERSION ? 'Update Deconv' : 'Run the probe again'}`,
    );
}

const said = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value));

function explain(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .map((issue) => {
      const path = v.getDotPath(issue) ?? 'the top';
      const expected = issue.expected ?? issue.message;
      return `at ${path} stands ${issue.received}, expected ${expected}`;
    })
    .join('; ');
}
