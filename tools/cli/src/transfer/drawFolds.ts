import { seededRandom } from '@deconv/datasets';
import type { Fold } from '@deconv/probes';

/** Stream of random numbers for the order of a class's images in a fold. */
const FOLDS = 41;

interface Draw {
  classes: readonly string[];
  /** Class index of each image; of one that takes no part, -1. */
  labels: readonly number[];
  /** Images of each class that are learned from. */
  perClass: number;
  /** Others of each class that are tested, at most. */
  test: number;
  folds: number;
  seed: number;
}

/**
 * Draws for each fold which images are learned from and which tested. With fewer images a class, those of the same fold with
 * more are a part of them.
 * @throws Error that names a class which has too few images
 */
export function drawFolds({ classes, labels, perClass, test, folds, seed }: Draw): Fold[] {
  const byClass = classes.map((_, label) =>
    labels.flatMap((each, image) => (each === label ? [image] : [])),
  );
  const few = byClass.findIndex((images) => images.length <= perClass);
  if (few >= 0)
    throw new Error(
      `class "${classes[few]!}" has ${byClass[few]!.length} images${labels.includes(-1) ? ' but for those that were skipped or left out' : ''}; expected at least ${perClass + 1}, to learn from ${perClass} and test another. Say a smaller --per-class, or take the class away`,
    );
  return Array.from({ length: folds }, (_, fold) => {
    const drawn = byClass.map((images, label) =>
      seededRandom(seed, FOLDS, fold * classes.length + label).shuffled(images),
    );
    return {
      trained: drawn.flatMap((images) => images.slice(0, perClass)),
      tested: drawn.flatMap((images) => images.slice(perClass, perClass + test)),
    };
  });
}
