import {
  balancedScenes,
  EMOJI_CLASSES,
  HELD_OUT_ARTIST,
  splitScene,
  TRAINING_ARTISTS,
  type Artist,
  type Split,
} from '@deconv/datasets';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildNetwork } from '../buildNetwork.js';
import { useOwnGradients } from '../gradients.js';
import { INITIALISATION, type Initialisation } from '../initialWeights.js';
import { meanOf, type Preprocessing } from '../preprocessing.js';
import type { Recipe } from '../recipe.js';
import { train, type TrainingProgress } from '../train.js';
import { Trainer, type Batch, type Score } from '../trainer.js';
import { zfnet } from '../zfnet.js';
import { ahead } from './ahead.js';
import { readCheckpoint, writeCheckpoint } from './checkpoint.js';
import { SceneRenderer } from './sceneRenderer.js';
import { startWasm } from './startWasm.js';
import { writeModel } from './writeModel.js';

export interface EmojiTraining {
  /** Where the model is written, after every epoch. */
  folder: string;
  recipe: Recipe;
  /** Factor on pixels minus mean. */
  scale: number;
  initialisation?: Initialisation;
  onProgress?: (progress: TrainingProgress) => void;
  /** The score on validation scenes by the five artists, after every epoch. */
  onValidation?: (epoch: number, score: Score) => void;
  signal?: AbortSignal;
}

/** What a finished training scored on scenes that it has not seen. */
export interface EmojiScores {
  trainingArtists: Score;
  heldOutArtist: Score;
}

const INPUT_SIZE = 96;

/** Scenes of each class for a validation, and for the scores at the end. */
const VALIDATION_SCENES = 5;
const TEST_SCENES = 20;

/** Batches that are drawn while an earlier one is learned. */
const BATCHES_AHEAD = 4;

/**
 * Trains the small ZFNet on emoji scenes by five artists, from new scenes in every step. Goes on from a checkpoint in
 * `folder/checkpoint`, if there is one.
 */
export async function trainEmoji(training: EmojiTraining): Promise<EmojiScores> {
  const { folder, recipe, scale, initialisation = INITIALISATION } = training;
  await startWasm();
  const restoreGradients = useOwnGradients();
  const renderer = new SceneRenderer(INPUT_SIZE);
  try {
    const preprocessing = await measurePreprocessing(renderer, recipe.seed, scale);
    const architecture = zfnet({ classes: EMOJI_CLASSES.length, inputSize: INPUT_SIZE });
    const model = buildNetwork(architecture, recipe.seed, initialisation);
    const trainer = new Trainer(model, recipe, preprocessing);
    await runTraining(training, trainer, renderer);
    await writeModel(folder, { model, preprocessing, labels: EMOJI_CLASSES });
    return {
      trainingArtists: await scoreOn(trainer, renderer, 'test', TEST_SCENES, TRAINING_ARTISTS),
      heldOutArtist: await scoreOn(trainer, renderer, 'test', TEST_SCENES, [HELD_OUT_ARTIST]),
    };
  } finally {
    renderer.close();
    restoreGradients();
  }
}

async function runTraining(training: EmojiTraining, trainer: Trainer, renderer: SceneRenderer) {
  const { folder, recipe, onProgress, onValidation, signal } = training;
  const { model, preprocessing } = trainer;
  const checkpoint = join(folder, 'checkpoint');
  await train(trainer, {
    from: await readCheckpoint(checkpoint, trainer),
    batches: ahead((step) => trainingBatch(renderer, recipe, step), BATCHES_AHEAD),
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
    onEpoch: async (epoch) => {
      await writeCheckpoint(checkpoint, trainer, epoch * recipe.stepsPerEpoch);
      await writeModel(folder, { model, preprocessing, labels: EMOJI_CLASSES });
      const { seed } = recipe;
      const score = await scoreOn(
        trainer,
        renderer,
        'validation',
        VALIDATION_SCENES,
        TRAINING_ARTISTS,
      );
      await appendLog(folder, { seed, epoch, validation: score });
      onValidation?.(epoch, score);
    },
  });
}

function trainingBatch(renderer: SceneRenderer, recipe: Recipe, step: number): Promise<Batch> {
  const { seed, batchSize } = recipe;
  const scenes = Array.from({ length: batchSize }, (_, i) =>
    splitScene('train', seed, step * batchSize + i),
  );
  return renderer.render(scenes);
}

async function measurePreprocessing(
  renderer: SceneRenderer,
  seed: number,
  scale: number,
): Promise<Preprocessing> {
  const scenes = Array.from({ length: 512 }, (_, i) => splitScene('train', seed, i));
  const { pixels } = await renderer.render(scenes);
  return { inputSize: INPUT_SIZE, channelOrder: 'RGB', meanSubtract: meanOf(pixels), scale };
}

async function scoreOn(
  trainer: Trainer,
  renderer: SceneRenderer,
  split: Split,
  perClass: number,
  artists: readonly Artist[],
): Promise<Score> {
  const choices = { labels: EMOJI_CLASSES, artists };
  const scenes = balancedScenes(split, trainer.recipe.seed, perClass, choices);
  return trainer.evaluate(await renderer.render(scenes));
}

async function appendLog(folder: string, entry: object): Promise<void> {
  await mkdir(join(folder, 'checkpoint'), { recursive: true });
  await appendFile(join(folder, 'checkpoint', 'log.jsonl'), `${JSON.stringify(entry)}\n`);
}
