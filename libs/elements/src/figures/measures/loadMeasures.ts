import { loadResults } from '../../parts/fetching/loadResults.js';
import { MEASURES, type MeasuresFormat, type MeasuresResults } from './MeasuresResults.js';

/**
 * Reads documents that are drawn as one.
 * @param src addresses, separated by blanks
 * @throws where one cannot be read, and where they are not all of one probe
 */
export async function loadMeasures(src: string, signal: AbortSignal): Promise<MeasuresResults[]> {
  const addresses = src.trim().split(/\s+/);
  const loaded = await Promise.all(
    addresses.map((address) => loadResults<MeasuresFormat>(address, MEASURES, signal)),
  );
  const documents = loaded.map(({ results }) => results);
  const probes = [...new Set(documents.map(({ probe }) => probe))];
  if (probes.length > 1)
    throw new Error(
      `These are results of ${probes.map((probe) => `“${probe}”`).join(' and ')}; expected several of one kind. Give each kind an element of its own.`,
    );
  return documents;
}
