import { meanOf } from '@deconv/pictures';
import type { InvarianceResults } from '@deconv/results';

/** For each layer the mean of the images' scores, of those where it is known. */
export function meanScores(
  images: InvarianceResults['images'],
  layers: readonly string[],
): InvarianceResults['score'] {
  const mean = (layer: string): number | null => {
    const scores = images.flatMap(({ score }) => score[layer] ?? []);
    return scores.length ? meanOf(scores) : null;
  };
  return Object.fromEntries(layers.map((layer) => [layer, mean(layer)]));
}
