import { formatSeconds } from '../grid/formatSeconds.js';

/** Small print of what was computed here: how long it took, once it is whole. */
export function computedIn(
  computed: { seconds: number | undefined } | undefined,
): [term: string, fact: string][] {
  if (computed?.seconds === undefined) return [];
  return [['On your device', formatSeconds(computed.seconds)]];
}
