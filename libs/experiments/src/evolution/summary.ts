import type { EvolutionResults, EvolutionResultsMap } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import { skippedLines } from '../skipped.js';

/** What training changed, in words: a line a layer. @param sheets where each layer is drawn */
export function summary(
  { checkpoints, maps, data }: EvolutionResults,
  sheets: readonly string[] = [],
): string[] {
  const layers = [...new Set(maps.map(({ layer }) => layer))];
  const lines = layers.map((layer, i) => {
    const those = maps.filter((map) => map.layer === layer);
    const cells = those.flatMap((map) => map.cells);
    const count = (what: 'imageChanged' | 'featureChanged'): number =>
      cells.filter((cell) => cell[what]).length;
    const last = lastChange(those, checkpoints);
    const when = last === undefined ? '' : `, last at checkpoint ${last}`;
    const drawn = sheets[i] === undefined ? '' : `: ${sheets[i]}`;
    return `${visibleName(layer)}: another image ${count('imageChanged')} times, another feature ${count('featureChanged')} times${when}${drawn}`;
  });
  return [
    `${checkpoints.length} checkpoints: ${checkpoints.map(({ name }) => name).join(', ')}`,
    ...skippedLines(data),
    ...lines,
  ];
}

/** The last checkpoint at which a feature of these maps changed, if one did. */
function lastChange(
  maps: readonly EvolutionResultsMap[],
  checkpoints: EvolutionResults['checkpoints'],
): string | undefined {
  return checkpoints.findLast((_, i) => maps.some(({ cells }) => cells[i]!.featureChanged))?.name;
}
