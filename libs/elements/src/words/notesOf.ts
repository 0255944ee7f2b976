import type { ModelSummary } from '@deconv/engine';
import { addedOf } from './addedOf.js';

/** Small print of a network: what its user should know of how it was read. */
export function notesOf({ notes = [], answer }: ModelSummary): [term: string, fact: string][] {
  const told = notes.map((note): [string, string] => ['Note', `the network ${note}`]);
  return [...told, ...addedOf(answer)];
}
