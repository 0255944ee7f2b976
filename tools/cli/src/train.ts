import { SCENES_FORMAT } from '@deconv/datasets/node';
import { RECIPE, type PictureSource, type Recipe } from '@deconv/training';
import { emojiSource, folderSource, splitFolder, trainNetwork } from '@deconv/training/node';
import type { trainArguments } from './arguments/train.js';
import type { Typed } from './arguments/Typed.js';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { architectureOf } from './architectureOf.js';
import { digestOf } from './identity/digestOf.js';
import { identityOf } from './identity/identityOf.js';
import { identityOfSplit } from './identity/identityOfSplit.js';
import { interruptible } from './interruptible.js';
import { holdFolder } from './lock/holdFolder.js';
import { number, oneOf, wholeNumber } from './options.js';
import { requireUnsaid } from './requireUnsaid.js';
import { TrainingDisplay } from './TrainingDisplay.js';
import { sayLeftOut } from './sayLeftOut.js';
import { UsageError } from './UsageError.js';

export async function train({ args, rawArgs }: Typed<typeof trainArguments>) {
  if (args.data === 'emoji')
    requireUnsaid(['validation'], rawArgs, 'emoji bring scenes to measure by');
  const recipe = recipeOf(args);
  const steps = args.steps === undefined ? undefined : wholeNumber('steps', args.steps, 1);
  await holdFolder(args.out);
  await requireRoom(args.out, args.resume ?? false);
  const { architectureFor, inputSize } = await architectureOf(args.arch);
  const options = { seed: recipe.seed, batchSize: recipe.batchSize, inputSize };
  const source = await sourceOf(args.data, args.validation, options);
  const stepsPerEpoch = steps ?? Math.max(1, Math.round(source.epochSize / recipe.batchSize));
  const display = new TrainingDisplay();
  try {
    const advice = 'interrupted; --resume goes on from the last whole epoch';
    await interruptible(advice, async (signal) =>
      trainNetwork({
        folder: args.out,
        architecture: architectureFor(source.classes.length),
        recipe: { ...recipe, stepsPerEpoch },
        source,
        pictures: await knownBy(args.data, args.validation, signal),
        signal,
        onProgress: (progress) => display.progress(progress),
        onValidation: (record) => display.epoch(record),
      }),
    );
    return display.summary(args.out);
  } finally {
    display.close();
    source.close();
  }
}

/** Options of the recipe, as they are typed. */
type RecipeOption =
  | 'epochs'
  | 'batch'
  | 'lr'
  | 'schedule'
  | 'momentum'
  | 'decay'
  | 'dropout'
  | 'filter-limit'
  | 'smoothing'
  | 'seed';

/** @throws UsageError where an option's value is out of its range. */
function recipeOf(args: Record<RecipeOption, string>): Recipe {
  const limit = args['filter-limit'];
  const batchSize = wholeNumber('batch', args.batch, 1);
  return {
    ...RECIPE,
    epochs: wholeNumber('epochs', args.epochs, 1),
    batchSize,
    // An odd batch cannot be halved.
    shards: batchSize % RECIPE.shards === 0 ? RECIPE.shards : 1,
    peakRate: number('lr', args.lr, { above: 0 }),
    schedule: oneOf('schedule', args.schedule, ['cosine', 'plateau']),
    momentum: number('momentum', args.momentum, { least: 0, below: 1 }),
    weightDecay: number('decay', args.decay, { least: 0 }),
    dropout: number('dropout', args.dropout, { least: 0, below: 1 }),
    filterLimit: limit === 'none' ? null : number('filter-limit', limit, { above: 0 }),
    labelSmoothing: number('smoothing', args.smoothing, { least: 0, below: 1 }),
    seed: wholeNumber('seed', args.seed, 0),
  };
}

/** @throws UsageError where a training would go over an earlier one, or would go on from none. */
async function requireRoom(folder: string, resume: boolean): Promise<void> {
  const holds = (file: string) =>
    stat(join(folder, file)).then(
      () => true,
      () => false,
    );
  const checkpoint = await holds('checkpoint');
  if (checkpoint && !resume)
    throw new UsageError(
      `"${folder}" holds an earlier training; say --resume to go on with it, or name another folder`,
    );
  if (!checkpoint && !resume && (await holds('model.json')))
    throw new UsageError(`"${folder}" holds a model already; name another folder`);
  if (!checkpoint && resume)
    throw new UsageError(`"${folder}" holds no checkpoint to go on from; leave --resume out`);
}

/** What pictures to learn from are known by. */
async function knownBy(
  data: string,
  validation: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const identity =
    data === 'emoji'
      ? identityOf({ work: `emoji ${SCENES_FORMAT}`, images: [] })
      : identityOfSplit(await splitFolder(data, validation), {}, signal);
  return digestOf(await identity);
}

async function sourceOf(
  data: string,
  validationFolder: string | undefined,
  options: { seed: number; batchSize: number; inputSize: number },
): Promise<PictureSource> {
  if (data === 'emoji') return emojiSource(options);
  return folderSource({
    onLeftOut: (leftOut) => sayLeftOut(data, leftOut),
    ...options,
    folder: data,
    ...(validationFolder !== undefined && { validationFolder }),
  });
}
