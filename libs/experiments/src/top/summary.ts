import type { TopResults } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import { skippedLines } from '../skipped.js';

/** What was found, in words: a line a layer. @param sheets where each layer is drawn */
export function summary(
  { layers, data }: TopResults,
  sheets: readonly (readonly string[])[] = [],
): string[] {
  const lines = layers.map(({ layer, maps, channels }, i) => {
    const dead = maps.filter(({ entries }) => entries[0]!.activation <= 0).length;
    const never = dead ? `, ${dead} of them never active` : '';
    const drawn = sheets[i] ? `: ${sheets[i].join(', ')}` : '';
    return `${visibleName(layer)}: ${maps.length} of ${channels} feature maps${never}${drawn}`;
  });
  return [...skippedLines(data), ...lines];
}
