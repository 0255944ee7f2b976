import { balancedScenes, EMOJI_CLASSES, splitScene, TRAINING_ARTISTS } from '@deconv/datasets';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildNetwork } from '../buildNetwork.js';
import { useOwnGradients } from '../gradients.js';
import { INITIALISATION, type Initialisation } from '../initialWeights.js';
import { meanOf, type Preprocessing } from '../preprocessing.js';
import type { Recipe } from '../recipe.js';
import { train, type TrainingProgress } from '../train.js';
import type { Batch } from '../batch.js';
import type { Score } from '../evaluate.js';
import { Trainer } from '../trainer.js';
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

const INPUT_SIZE = 96;

/** Scenes of each class for a validation. */
const VALIDATION_SCENES = 5;

/** Batches that are drawn while an earlier one is learned. */
const BATCHES_AHEAD = 4;

/**
 * Trains the small ZFNet on emoji scenes by five artists, from new scenes in every step. Goes on from a checkpoint in
 * `folder/checkpoint`, if there is one.
 */
export async function trainEmoji(training: EmojiTraining): Promise<void> {
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
      const scenes = balancedScenes('validation', recipe.seed, VALIDATION_SCENES, {
        labels: EMOJI_CLASSES,
        artists: TRAINING_ARTISTS,
      });
      const score = trainer.evaluate(await renderer.render(scenes));
      await appendLog(folder, { epoch, ...score });
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

async function appendLog(folder: string, entry: object): Promise<void> {
  await mkdir(join(folder, 'checkpoint'), { recursive: true });
  await appendFile(join(folder, 'checkpoint', 'log.jsonl'), `${JSON.stringify(entry)}\n`);
}
