import { parseJson } from '@deconv/untrusted';
import { disagreementInWords, explain, said } from './explain.js';
import type { Format, ResultsIn } from './Format.js';
import { FORMAT, VERSION } from './header.js';
import { OtherProbe } from './OtherProbe.js';
import { requireForm } from './requireForm.js';

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
  const results = requireForm(format.schema, json, DAMAGED);
  const disagreements = format.disagreements(results);
  if (disagreements.length)
    throw new Error(`${DAMAGED}: ${explain(disagreements.map(disagreementInWords))}`);
  return results as ResultsIn<F>;
}

const DAMAGED = 'these results are damaged';

/** What is no document of results, or one of another time, gets no list of all that differs. */
function probeOf(json: unknown): unknown {
  const { format, version, probe } = (json ?? {}) as Record<string, unknown>;
  if (format !== FORMAT)
    throw new Error(
      `no results: format is ${told(format)}; expected ${said(FORMAT)}. Name the results.json that a probe wrote`,
    );
  if (version !== VERSION)
    throw new Error(
      `results of version ${told(version)}; expected ${VERSION}. ${typeof version === 'number' && version > VERSION ? 'Update Deconv' : 'Run the probe again'}`,
    );
  return probe;
}

const told = (value: unknown): string => (value === undefined ? 'missing' : said(value));
