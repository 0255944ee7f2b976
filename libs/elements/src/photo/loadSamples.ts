import { listFrom } from '../listFrom.js';
import type { Sample } from './Sample.js';

const FORM = '[{ "file": "dog.jpg", "label": "Dog", "alt": "A dog" }]';

/** Reads a list of sample photos; their addresses are relative to the list. */
export async function loadSamples(url: string, signal?: AbortSignal): Promise<Sample[]> {
  const address = new URL(url, document.baseURI);
  const samples = await listFrom<Sample>(`The sample photos at ${url}`, address, FORM, signal);
  return samples.map((sample) => ({ ...sample, file: new URL(sample.file, address).href }));
}
