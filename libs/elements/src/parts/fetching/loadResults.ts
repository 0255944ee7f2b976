import {
  OtherProbe,
  readResultsOf,
  type Format,
  type Results,
  type ResultsIn,
} from '@deconv/results';
import { SHOWN_BY } from '../../words/shownBy.js';
import { textInPage } from './inPage.js';
import { fetchText } from './fetchText.js';

/** The document of one probe. */
export type ResultsOf<P extends Results['probe']> = Extract<Results, { probe: P }>;

/** A document that was read. */
export interface Loaded<P extends Results['probe']> {
  results: ResultsOf<P>;
  /** Address of a picture that the document names: names are relative to the document. */
  addressOf: (picture: string) => string;
}

/**
 * Reads a document of a probe that the asking element shows. What is read is checked whole, so that it can be drawn.
 * @param src its address, or `#` and the id of a script of type `application/json` in this page
 * @param formats of those probes
 * @throws where it cannot be reached or read, or is another probe's: in words that a reader understands
 */
export async function loadResults<F extends Format>(
  src: string,
  formats: readonly F[],
  signal: AbortSignal,
): Promise<{ results: ResultsIn<F>; addressOf: (picture: string) => string }> {
  const { text, address } = src.startsWith('#')
    ? { text: await textInPage(src), address: document.baseURI }
    : await fetchText(src, signal);
  // Beside a document that is an address by itself there is nothing: then beside the page.
  const base = URL.canParse('.', address) ? address : document.baseURI;
  return { results: read(text, formats), addressOf: (picture) => new URL(picture, base).href };
}

function read<F extends Format>(text: string, formats: readonly F[]): ResultsIn<F> {
  try {
    return readResultsOf(text, formats);
  } catch (error) {
    const shower = error instanceof OtherProbe && SHOWN_BY.get(error.probe);
    if (!shower) throw error;
    const probes = formats.map(({ probe }) => `“${probe}”`).join(', ');
    throw new Error(
      `These are results of “${String(error.probe)}”, which <${shower}> shows. <${SHOWN_BY.get(formats[0]!.probe)}> shows those of ${probes}.`,
      { cause: error },
    );
  }
}
