import type { Sample } from './Sample.js';

/** Reads a list of sample photos; their addresses are relative to the list. */
export async function loadSamples(url: string, signal?: AbortSignal): Promise<Sample[]> {
  const address = new URL(url, document.baseURI);
  const response = await fetch(address, signal ? { signal } : {});
  if (!response.ok) {
    throw new Error(`The sample photos at ${url} did not load (${response.status}).`);
  }
  const samples = (await response.json()) as Sample[];
  return samples.map((sample) => ({ ...sample, file: new URL(sample.file, address).href }));
}
