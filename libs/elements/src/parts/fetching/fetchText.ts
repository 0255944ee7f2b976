import { fetchFrom } from './fetchFrom.js';

/** Many times as long as a document with all its pictures, and still a text for every browser. */
const LONGEST = 2 ** 28;

interface Fetched {
  text: string;
  /** Where it lies; addresses in it are relative to that. */
  address: URL;
}

/**
 * What lies at an address that a page names.
 * @param said how it is called in messages; without it, by its address
 * @throws where it cannot be reached or read whole, in words that a reader understands
 */
export async function fetchText(url: string, signal?: AbortSignal, said = url): Promise<Fetched> {
  if (!URL.canParse(url, document.baseURI)) throw new Error(`${said}: this is no address.`);
  const address = new URL(url, document.baseURI);
  const response = await fetchFrom(said, address, signal);
  return { text: await wholeText(said, response), address };
}

/** @throws Error where there is no end of it */
async function wholeText(said: string, { body }: Response): Promise<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const parts: string[] = [];
  for (let length = 0; length <= LONGEST; length += parts.at(-1)!.length) {
    const { value } = (await reader?.read()) ?? {};
    if (value === undefined) return parts.join('');
    parts.push(value);
  }
  await reader?.cancel();
  throw new Error(`${said} is longer than ${LONGEST} characters.`);
}
