import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Architecture } from '../architecture.js';
import type { EpochRecord } from '../epochRecord.js';
import type { TrainingSetup } from '../gradientsOf.js';
import type { Initialisation } from '../initialWeights.js';
import type { PictureSource } from '../pictureSource.js';
import { learningCurves } from '../learningCurves.js';
import { measurePreprocessing } from '../measurePreprocessing.js';
import type { Recipe } from '../recipe.js';
import { train, type TrainingProgress } from '../train.js';
import { Trainer } from '../trainer.js';
import { ahead } from './ahead.js';
import { readCheckpoint, writeBeginning, writeCheckpoint } from './checkpoint.js';
import { replaceFile } from './replaceFile.js';
import { readHistory, writeHistory } from './history.js';
import { GradientWorkers } from './gradientWorkers.js';
import { makeFolder } from './makeFolder.js';
import { startWasm } from './startWasm.js';
import { writeModel } from './writeModel.js';

export interface NetworkTraining {
  /** Where the network is written. */
  folder: string;
  architecture: Architecture;
  recipe: Recipe;
  source: PictureSource;
  /** What the source's pictures are known by: the training goes on from a checkpoint only where that is the same. */
  pictures: string;
  /** Threads that compute gradients. Default: one a core, as far as there are shards. */
  threads?: number;
  initialisation?: Initialisation;
  onProgress?: (progress: TrainingProgress) => void;
  /** The score on the source's validation pictures, after every epoch. */
  onValidation?: (record: EpochRecord) => void;
  signal?: AbortSignal;
}

/** The epochs whose networks are kept, for looking at how features evolve (Zeiler & Fergus, Section 4.1, Fig. 4). */
export const KEPT_EPOCHS = [1, 2, 5, 10, 20, 30, 40, 64];

/** Batches that are drawn while an earlier one is learned. */
export const BATCHES_AHEAD = 2;

/**
 * Trains a network to the end of its recipe. In the folder it writes the network as it stands after every epoch, those
 * of `KEPT_EPOCHS` as `epochs/<number>`, `history.json` with what each epoch measured and `curves.svg` with it drawn, and
 * last `checkpoint`, from which the same call goes on to the same weights.
 * @throws Error where something cannot be written; the checkpoint of the epoch before then still stands.
 */
export async function trainNetwork(training: NetworkTraining): Promise<void> {
  const { folder, architecture, recipe, source, initialisation } = training;
  await startWasm();
  await makeFolder(folder);
  const preprocessing = await measurePreprocessing(source, architecture.inputSize);
  const setup: TrainingSetup = { architecture, preprocessing, recipe };
  const threads = training.threads ?? Math.min(recipe.shards, availableParallelism());
  const workers = new GradientWorkers(setup, threads);
  try {
    const { gradients } = workers;
    const trainer = new Trainer(setup, { gradients, ...(initialisation && { initialisation }) });
    await runTraining(training, trainer);
  } finally {
    await workers.close();
  }
}

async function runTraining(training: NetworkTraining, trainer: Trainer): Promise<void> {
  const { folder, recipe, source, pictures, onProgress, onValidation, signal } = training;
  const from = await readCheckpoint(checkpointIn(folder), trainer, pictures);
  const validation = await source.validation();
  let latest: TrainingProgress | undefined;
  const records = await readHistory(historyIn(folder), from / recipe.stepsPerEpoch);
  await train(trainer, {
    from,
    validationLosses: records.map((record) => record.validation.loss),
    batches: ahead((step) => source.batch(step), BATCHES_AHEAD),
    onProgress: (progress) => {
      latest = progress;
      onProgress?.(progress);
    },
    ...(signal && { signal }),
    onEpoch: async (epoch) => {
      const score = await trainer.evaluate(validation);
      const { loss, accuracy, rate } = latest!;
      const record = { epoch, rate, training: { loss, accuracy }, validation: score };
      records.push(record);
      await writeEpoch(training, trainer, records);
      onValidation?.(record);
      return score.loss;
    },
  });
}

const checkpointIn = (folder: string) => join(folder, 'checkpoint');
const historyIn = (folder: string) => join(folder, 'history.json');

/** @throws Error where something cannot be written: what, why, and how to go on. */
async function writeEpoch(
  { folder, recipe, source, pictures }: NetworkTraining,
  trainer: Trainer,
  records: EpochRecord[],
): Promise<void> {
  const { epoch } = records.at(-1)!;
  // Whoever is killed as the first networks are written leaves a training that can be gone on with.
  if (epoch === 1) await writeBeginning(checkpointIn(folder), trainer.setup, pictures);
  try {
    await writeNetworks(folder, trainer, source.classes, epoch);
    await writeHistory(historyIn(folder), records);
    await replaceFile(join(folder, 'curves.svg'), learningCurves(records));
    const step = epoch * recipe.stepsPerEpoch;
    await writeCheckpoint(checkpointIn(folder), trainer, { step, pictures });
  } catch (cause) {
    const from = epoch > 1 ? `epoch ${epoch - 1}` : 'the beginning';
    throw new Error(
      `${(cause as Error).message}; then --resume goes on from ${from}, whose checkpoint is whole`,
      { cause },
    );
  }
}

async function writeNetworks(
  folder: string,
  trainer: Trainer,
  labels: readonly string[],
  epoch: number,
): Promise<void> {
  const model = trainer.network();
  const { preprocessing } = trainer.setup;
  try {
    await writeModel(folder, { model, preprocessing, labels });
    if (KEPT_EPOCHS.includes(epoch))
      await writeModel(join(folder, 'epochs', String(epoch)), { model, preprocessing, labels });
  } finally {
    model.dispose();
  }
}
