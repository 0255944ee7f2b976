import type { EvolutionResultsMap } from '@deconv/results';
import { fileName } from '../../words/fileName.js';

type Cell = EvolutionResultsMap['cells'][number];

/** What is otherwise than at the checkpoint before, in words; empty where nothing is. */
export function changesOf({ imageChanged, featureChanged }: Cell): string[] {
  return [...(imageChanged ? ['new image'] : []), ...(featureChanged ? ['new feature'] : [])];
}

/** A map at a checkpoint in a sentence. */
export function cellInWords(cell: Cell): string {
  const { image, similarity } = cell;
  const alike = similarity === null ? '' : `, similarity to before ${similarity.toFixed(2)}`;
  return [`${fileName(image)}${alike}`, ...changesOf(cell)].join(', ');
}
