import {
  balancedScenes,
  EMOJI_CLASSES,
  HELD_OUT_ARTIST,
  TRAINING_ARTISTS,
  type Artist,
  type EmojiClass,
} from '@deconv/datasets';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluate, type Score } from '../evaluate.js';
import type { Preprocessing } from '../preprocessing.js';
import { readModel } from './readModel.js';
import { SceneRenderer } from './sceneRenderer.js';
import { startWasm } from './startWasm.js';

/** A score with the share of right answers for each class. */
export interface ClassScores extends Score {
  classes: Record<EmojiClass, number>;
  /** What is taken for something else, the most frequent first. */
  confusions: Confusion[];
}

export interface Confusion {
  shown: EmojiClass;
  answered: EmojiClass;
  /** Share of the scenes that show it. */
  share: number;
}

/** What a network scores on test scenes, which neither training nor validation has seen. */
export interface EmojiScores {
  trainingArtists: ClassScores;
  heldOutArtist: ClassScores;
}

/** Scenes of each class. */
const TEST_SCENES = 20;

/**
 * Scores the model in a folder, as its files are, on test scenes by the artists of training and by the one held out.
 * @param seed of the training, so that the scenes are new
 */
export async function scoreEmoji(folder: string, seed: number): Promise<EmojiScores> {
  await startWasm();
  const model = await readModel(folder);
  const text = await readFile(join(folder, 'preprocess.json'), 'utf8');
  const preprocessing = JSON.parse(text) as Preprocessing;
  const renderer = new SceneRenderer(preprocessing.inputSize);
  try {
    const scored = (artists: readonly Artist[]) =>
      scoreOn(model, preprocessing, renderer, seed, artists);
    return {
      trainingArtists: await scored(TRAINING_ARTISTS),
      heldOutArtist: await scored([HELD_OUT_ARTIST]),
    };
  } finally {
    renderer.close();
  }
}

async function scoreOn(
  model: LayersModel,
  preprocessing: Preprocessing,
  renderer: SceneRenderer,
  seed: number,
  artists: readonly Artist[],
): Promise<ClassScores> {
  const scenes = balancedScenes('test', seed, TEST_SCENES, { labels: EMOJI_CLASSES, artists });
  const batch = await renderer.render(scenes);
  const { loss, accuracy, answers } = await evaluate(model, preprocessing, batch);
  const share = (label: number) =>
    answers.filter((answer, i) => answer === label && batch.labels[i] === label).length /
    TEST_SCENES;
  const classes = Object.fromEntries(EMOJI_CLASSES.map((name, i) => [name, share(i)]));
  return {
    loss,
    accuracy,
    classes: classes as Record<EmojiClass, number>,
    confusions: confusionsIn(answers, batch.labels),
  };
}

function confusionsIn(answers: Int32Array, labels: Int32Array): Confusion[] {
  const confusions = new Map<number, Confusion>();
  answers.forEach((answer, i) => {
    const label = labels[i]!;
    if (answer === label) return;
    const pair = label * EMOJI_CLASSES.length + answer;
    const [shown, answered] = [EMOJI_CLASSES[label]!, EMOJI_CLASSES[answer]!];
    const share = (confusions.get(pair)?.share ?? 0) + 1 / TEST_SCENES;
    confusions.set(pair, { shown, answered, share });
  });
  return [...confusions.values()].sort((a, b) => b.share - a.share);
}
