import { RECIPE } from '@deconv/training';
import { writeResults } from '@deconv/results';
import type { ablateArguments } from './arguments/ablate.js';
import type { Typed } from './arguments/Typed.js';
import { join } from 'node:path';
import { ablateNetworks } from './ablate/ablateNetworks.js';
import { listPictures } from './ablate/Pictures.js';
import { networksOf } from './ablate/networksOf.js';
import { summaryOf } from './ablate/summaryOf.js';
import { interruptible } from './interruptible.js';
import { holdFolder } from './lock/holdFolder.js';
import { makeFolder } from './makeFolder.js';
import { fitOf, number, wholeNumber } from './options.js';
import { requireEmpty } from './requireEmpty.js';
import { requireUnsaid } from './requireUnsaid.js';
import { wholeNumbers } from './transfer/classifierSettings.js';
import { writeWhole } from './writeWhole.js';

export async function ablate({ args, rawArgs }: Typed<typeof ablateArguments>) {
  requireUse(args, rawArgs);
  const fit = fitOf(args.fit);
  const perClass = optional('per-class', args['per-class']);
  const seeds = wholeNumbers('seeds', args.seeds);
  const threads = optional('threads', args.threads);
  const networks = await networksOf(args);
  const recipe = recipeOf(args);
  const pictures = await listPictures({
    data: args.data,
    validation: args.validation,
    perClass,
    seed: seeds[0]!,
    fit,
  });
  const steps = optional('steps', args.steps);
  const once = Math.max(1, Math.round(pictures.training.length / recipe.batchSize));
  const stepsPerEpoch = steps ?? once;
  await holdFolder(args.out);
  await requireEmpty(args.out, 'runs');
  await makeFolder(args.out);
  return interruptible('interrupted; the same command goes on from here', async (signal) => {
    const results = await ablateNetworks({
      folder: args.out,
      networks,
      seeds,
      recipe: { ...recipe, stepsPerEpoch },
      pictures,
      perClass: perClass ?? null,
      fit,
      threads,
      signal,
    });
    const [path, text] = [join(args.out, 'results.json'), writeResults(results)];
    await writeWhole([{ path, bytes: Buffer.from(text) }]);
    return args.json ? text : `${summaryOf(results)}\nwritten: ${path}`;
  });
}

/** @throws UsageError for options that change nothing here */
function requireUse(
  { data, architectures }: Record<'data' | 'architectures', string>,
  rawArgs: string[],
): void {
  if (data === 'emoji') requireUnsaid(['fit', 'validation'], rawArgs, 'emoji are drawn as squares');
  if (architectures.split(',').every((name) => name.endsWith('.json')))
    requireUnsaid(
      ['size', 'width', 'batch-norm', 'no-batch-norm'],
      rawArgs,
      'architectures from files say this themselves',
    );
}

function optional(name: string, text: string | undefined): number | undefined {
  return text === undefined ? undefined : wholeNumber(name, text, 1);
}

function recipeOf(args: Record<'epochs' | 'batch' | 'lr', string>) {
  const batchSize = wholeNumber('batch', args.batch, 1);
  return {
    ...RECIPE,
    epochs: wholeNumber('epochs', args.epochs, 1),
    batchSize,
    // An odd batch cannot be halved.
    shards: batchSize % RECIPE.shards === 0 ? RECIPE.shards : 1,
    peakRate: number('lr', args.lr, { above: 0 }),
  };
}
