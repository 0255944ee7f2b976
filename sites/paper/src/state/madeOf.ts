import { shippedNetwork } from '../networks.js';
import { START, type PageState } from './pageState.js';

/** What a document, a still and sentences about them were made of. */
export interface MadeOf {
  /** The parts of the page's state that they hang on. */
  of: readonly (keyof PageState)[];
  /** Name of the network that they were made with; undefined for the first one. */
  network: string | undefined;
}

/**
 * Whether what was made beforehand may be shown: while the page looks at just that, or, labelled, before the reader has
 * chosen anything that the figure hangs on.
 */
export function holds({ of, network }: MadeOf, state: Readonly<PageState>): boolean {
  const known = shippedNetwork(network ?? START.network)!;
  const theirs: PageState = { ...START, network: known.name, photo: known.sample };
  return [START, theirs].some((made) => of.every((key) => state[key] === made[key]));
}
