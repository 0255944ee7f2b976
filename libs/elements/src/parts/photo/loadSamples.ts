import { fetchJson } from '../fetching/fetchJson.js';
import { isText, leads, requireList } from '../fetching/requireList.js';
import type { Sample } from './Sample.js';

/**
 * Reads a list of sample photos; their addresses are relative to the list.
 * @throws where it cannot be reached or is none, in words that a reader understands
 */
export async function loadSamples(url: string, signal?: AbortSignal): Promise<Sample[]> {
  const { json, address } = await fetchJson('The sample photos', url, signal);
  const samples = requireList<Sample>(
    json,
    ({ file, label, alt }) => leads(file, address) && isText(label) && typeof alt === 'string',
    {
      said: `The sample photos at ${url}`,
      form: '[{ "file": "dog.jpg", "label": "Dog", "alt": "A dog" }]',
    },
  );
  return samples.map((sample) => ({ ...sample, file: new URL(sample.file, address).href }));
}
