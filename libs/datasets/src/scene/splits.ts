import { seededRandom } from '../random.js';
import { composeScene, type SceneChoices } from './composeScene.js';
import type { Scene } from './scene.js';

/** Scenes to learn from, to choose by, and to report on or to show. */
export type Split = 'train' | 'validation' | 'test';

const STREAMS: Record<Split, number> = { train: 1, validation: 2, test: 3 };

/**
 * Scene number `index` of a split: the same for the same seed, and of a random stream that no other split uses.
 * @param seed names the whole data set
 */
export function splitScene(
  split: Split,
  seed: number,
  index: number,
  choices: SceneChoices = {},
): Scene {
  return composeScene(seededRandom(seed, STREAMS[split], index), choices);
}

/**
 * `perClass` scenes of each class in turn, for measuring: every class counts the same.
 * @returns `labels.length · perClass` scenes, classes in order
 */
export function balancedScenes(
  split: Split,
  seed: number,
  perClass: number,
  { labels, artists }: Required<SceneChoices>,
): Scene[] {
  return labels.flatMap((label, l) =>
    Array.from({ length: perClass }, (_, i) =>
      splitScene(split, seed, l * perClass + i, {
        labels: [label],
        artists: [artists[i % artists.length]!],
      }),
    ),
  );
}
