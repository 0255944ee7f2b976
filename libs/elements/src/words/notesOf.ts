import type { ModelSummary } from '@deconv/engine';

/** Small print of a network: what its user should know of how it was read. */
export function notesOf({ notes = [] }: ModelSummary): [term: string, fact: string][] {
  return notes.map((note) => ['Note', `the network ${note}`]);
}
