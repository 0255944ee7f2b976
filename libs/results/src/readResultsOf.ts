import { parseJson } from '@deconv/untrusted';
import * as v from 'valibot';
import { disagreementInWords, explain, issueInWords, said } from './explain.js';
import type { Format, ResultsIn } from './Format.js';
import { FORMAT, VERSION } from './header.js';
import { OtherProbe } from './OtherProbe.js';

/**
 * Reads a document of one of some probes, and checks it whole: what it returns can be drawn.
 * @param text JSON
 * @throws OtherProbe where it is the document of another probe
 * @throws Error where it is no JSON, is no document of results, is of a version that is not known, or holds something that
 * is not as expected: with each place, what was expected, and what stands there
 */
export function readResultsOf<F extends Format>(text: string, formats: readonly F[]): ResultsIn<F> {
  const json = parseJson(text, 'this', 'name the results.json that a probe wrote');
  const probe = probeOf(json);
  const format = formats.find((each) => each.probe === probe);
  if (!format)
    throw new OtherProbe(
      probe,
      formats.map((each) => each.probe),
    );
  const { success, output, issues } = v.safeParse(format.schema, json);
  if (!success) throw damaged(issues.map(issueInWords));
  const disagreements = format.disagreements(output);
  if (disagreements.length) throw damaged(disagreements.map(disagreementInWords));
  return output as ResultsIn<F>;
}

const damaged = (wrong: readonly string[]): Error =>
  new Error(`these results are damaged: ${explain(wrong)}`);

/** What is no document of results, or one of another time, gets no list of all that differs. */
function probeOf(json: unknown): unknown {
  const { format, version, probe } = (json ?? {}) as Record<string, unknown>;
  if (format !== FORMAT)
    throw new Error(
      `no results: format is ${told(format)}; expected ${said(FORMAT)}. Name the results.json that a probe wrote`,
    );
  if (version !== VERSION)
    throw new Error(
      `results of version ${told(version)}; expected ${VERSION}. ${isLater(version) ? 'Update Deconv' : 'Run the probe again'}`,
    );
  return probe;
}

const isLater = (version: unknown): boolean => typeof version === 'number' && version > VERSION;

const told = (value: unknown): string => (value === undefined ? 'missing' : said(value));
