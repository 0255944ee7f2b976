import { fetchFrom } from './fetchFrom.js';

/**
 * Fetches a list, JSON, of objects.
 * @param what stands there, as a sentence begins: `The lessons at lessons.json`
 * @param form of the list, as an example
 * @throws as `fetchFrom` does; Error for anything but such a list
 */
export async function listFrom<T extends object>(
  what: string,
  address: URL,
  form: string,
  signal?: AbortSignal,
): Promise<T[]> {
  const response = await fetchFrom(what, address, signal);
  const list: unknown = await response.json().catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    return undefined;
  });
  if (!Array.isArray(list) || !list.every((entry) => entry === Object(entry)))
    throw new Error(`${what} are no list; expected JSON, ${form}.`);
  return list as T[];
}
