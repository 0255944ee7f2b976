import { whyUnreached } from '@deconv/untrusted';

/**
 * Fetches from an address that the page or its reader gave.
 * @param what stands there, as a sentence begins: `The photo at dog.jpg`
 * @throws Error that begins with it, where there is no answer, or any but success
 */
export async function fetchFrom(
  what: string,
  address: URL,
  signal?: AbortSignal,
): Promise<Response> {
  const response = await fetch(address, signal ? { signal } : {}).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    const why = whyUnreached(address, location.origin);
    throw new Error(`${what} could not be reached. ${why}`, { cause });
  });
  if (!response.ok) throw new Error(`${what} did not load: ${response.status}.`);
  return response;
}
