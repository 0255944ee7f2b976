import { parseJson } from '@deconv/untrusted';
import { fetchText } from './fetchText.js';

/**
 * JSON that a page names by its address, whatever it holds.
 * @param what it should hold, for messages: `The lessons`
 * @throws where it cannot be reached or is no JSON, in words that a reader understands
 */
export async function fetchJson(
  what: string,
  url: string,
  signal?: AbortSignal,
): Promise<{ json: unknown; address: URL }> {
  const { text, address } = await fetchText(url, signal, `${what} at ${url}`);
  return { json: parseJson(text, url), address };
}
