import { readResults, type Results } from '@deconv/results';
import { textInPage } from '../inPage.js';
import { SHOWN_BY } from './shownBy.js';

type Probe = Results['probe'];

/** The document of one probe. */
export type ResultsOf<P extends Probe> = Extract<Results, { probe: P }>;

/** A document that was read. */
export interface Loaded<P extends Probe> {
  results: ResultsOf<P>;
  /** Address of a picture that the document names: names are relative to the document. */
  addressOf: (picture: string) => string;
}

/**
 * Reads a document of a probe that the asking element shows.
 * @param src its address, or `#` and the id of a script of type `application/json` in this page
 * @throws where it cannot be reached or read, or is another probe's: in words that a reader understands
 */
export async function loadResults<P extends Probe>(
  src: string,
  probes: readonly P[],
  signal: AbortSignal,
): Promise<Loaded<P>> {
  const address = new URL(src, document.baseURI);
  const text = await (src.startsWith('#') ? textInPage(src) : fetched(src, address, signal));
  const results = readResults(text);
  if (!probes.some((probe) => probe === results.probe))
    throw new Error(wrongProbe(results.probe, probes));
  return {
    results: results as ResultsOf<P>,
    addressOf: (picture) => new URL(picture, address).href,
  };
}

async function fetched(src: string, address: URL, signal: AbortSignal): Promise<string> {
  const response = await fetch(address, { signal }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    throw new Error(`${src} could not be reached. Is the address right, and are you online?`);
  });
  if (!response.ok) throw new Error(`${src} did not load: ${response.status}.`);
  return response.text();
}

function wrongProbe(found: Probe, expected: readonly Probe[]): string {
  const shower = SHOWN_BY[found];
  const shown = shower ? `which <${shower}> shows` : 'which no element shows';
  return `These are results of “${found}”, ${shown}. <${SHOWN_BY[expected[0]!]}> shows those of ${expected.map((probe) => `“${probe}”`).join(', ')}.`;
}
