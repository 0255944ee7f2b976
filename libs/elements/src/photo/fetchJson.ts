interface Fetched {
  /** Whatever it holds. */
  json: unknown;
  /** Where it lies; addresses in it are relative to that. */
  address: URL;
}

/**
 * JSON that a page names by its address.
 * @param what it should hold, for messages: `The lessons`
 * @throws where it cannot be reached or is no JSON, in words that a reader understands
 */
export async function fetchJson(what: string, url: string, signal?: AbortSignal): Promise<Fetched> {
  const said = `${what} at ${url}`;
  if (!URL.canParse(url, document.baseURI)) throw new Error(`${said}: this is no address.`);
  const address = new URL(url, document.baseURI);
  const failed = (why: string) => (cause: unknown) => {
    throw signal?.aborted ? cause : new Error(`${said} ${why}`, { cause });
  };
  const response = await fetch(address, signal ? { signal } : {}).catch(
    failed('could not be reached. Are you online?'),
  );
  if (!response.ok) throw new Error(`${said} did not load: ${response.status}.`);
  return { json: await response.json().catch(failed('are not JSON.')), address };
}
