import type { EvolutionResults } from '@deconv/results';
import { renderTable } from '../../parts/results/renderTable.js';
import { formatNumber } from '../../words/formatNumber.js';
import { fileName } from '../../words/fileName.js';
import { mapName } from '../../words/mapName.js';
import { changesOf } from './changesOf.js';

/** All cells as numbers. */
export function renderEvolutionTable({ maps, checkpoints }: EvolutionResults) {
  return renderTable({
    caption: 'Strongest activation of each feature map at each checkpoint',
    head: ['Map', 'Checkpoint', 'Image', 'Activation', 'Similarity', 'Changed'],
    rows: maps.flatMap((map) =>
      map.cells.map((cell, i) => [
        ...[mapName(map), checkpoints[i]!.name, fileName(cell.image)],
        formatNumber(cell.activation),
        cell.similarity === null ? '–' : cell.similarity.toFixed(2),
        changesOf(cell).join(', ') || '–',
      ]),
    ),
  });
}
