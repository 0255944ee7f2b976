import type { ModelSummary } from '@deconv/engine';
import { formatSeconds } from './formatSeconds.js';
import { notesOf } from './notesOf.js';

/** Small print of what was computed here: how long it took, once it is whole, and on what. */
export function computedIn(
  computed: { seconds: number | undefined; model: ModelSummary } | undefined,
): [term: string, fact: string][] {
  if (computed?.seconds === undefined) return [];
  const { seconds, model } = computed;
  return [
    ['On your device', `${formatSeconds(seconds)}, ${model.backendReason}`],
    ...notesOf(model),
  ];
}
