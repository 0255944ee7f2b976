import type { Pixel } from '../../parts/place/Pixel.js';
import { formatNumber } from '../../words/formatNumber.js';
import { formatShare } from '../../words/formatShare.js';
import { positionInWords } from '../../words/positionInWords.js';
import type { LayerMaps, MapFacts } from './LayerMaps.js';

/** A map in a few words. */
export function mapInWords({ channel, largest, active }: MapFacts): string {
  if (!active) return `Map ${channel}, zero everywhere`;
  return `Map ${channel}, at most ${formatNumber(largest)}, active in ${formatShare(active)} of its places`;
}

/** How many maps of a layer found nothing. */
export function silentInWords({ maps, silent }: LayerMaps): string {
  if (!silent) return 'No map is zero everywhere here.';
  const is = silent === 1 ? 'is' : 'are';
  return `${silent} of ${maps.length} maps ${is} zero everywhere here.`;
}

/** One unit, with its activation. */
export function unitInWords(at: Pixel, activation: number): string {
  return `${positionInWords(at)}: activation ${formatNumber(activation)}`;
}
