import { descentFormat, readSteps, type SignalStep } from '@deconv/results';
import { loadResults, type ResultsOf } from '../../parts/fetching/loadResults.js';

/** A document of a unit's way down. */
export interface LoadedSteps {
  results: ResultsOf<'descent'>;
  /** As they are drawn. */
  steps: SignalStep[];
  /** Address of the image as the network sees it. */
  picture: string;
}

/**
 * Reads a document that `deconv project --steps` wrote.
 * @throws as `loadResults` does
 */
export async function loadSteps(src: string, signal: AbortSignal): Promise<LoadedSteps> {
  const { results, addressOf } = await loadResults(src, [descentFormat], signal);
  return { results, steps: readSteps(results.steps), picture: addressOf(results.picture) };
}
