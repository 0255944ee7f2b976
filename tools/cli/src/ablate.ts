import { RECIPE } from '@deconv/training';
import { writeResults } from '@deconv/results';
import { defineCommand } from 'citty';
import { join } from 'node:path';
import { ablateNetworks } from './ablate/ablateNetworks.js';
import { listPictures } from './ablate/Pictures.js';
import { networksOf } from './ablate/networksOf.js';
import { summaryOf } from './ablate/summaryOf.js';
import { interruptible } from './interruptible.js';
import { holdFolder } from './lock/holdFolder.js';
import { makeFolder } from './makeFolder.js';
import { fitOf, fitOption, jsonOption, number, wholeNumber } from './options.js';
import { requireEmpty } from './requireEmpty.js';
import { requireUnsaid } from './requireUnsaid.js';
import { threadsOption } from './threads/threadsOf.js';
import { wholeNumbers } from './transfer/classifierArguments.js';
import { writeWhole } from './writeWhole.js';

/** The networks of Table 3, without those that differ in their first layer. */
const TABLE =
  'zfnet,zfnet-without-3-4,zfnet-without-7,zfnet-without-6-7,zfnet-without-3-4-6-7,zfnet-dense-narrow,zfnet-dense-wide,zfnet-convs-wide,zfnet-convs-dense-wide';

const option = (value: number | string, description: string) =>
  ({ type: 'string', default: String(value), description }) as const;

export const ablate = defineCommand({
  args: {
    data: {
      type: 'positional',
      required: true,
      description: 'folder with a folder of images for each class, or "emoji"',
    },
    out: { type: 'string', required: true, description: 'folder to write, or to go on in' },
    architectures: option(TABLE, 'names of architectures, or JSON files, with commas'),
    'filter-limits': option('0.1', 'largest RMS of a filter, or none; several with commas'),
    seeds: option('1,2,3', 'each network is trained with each'),
    validation: { type: 'string', description: 'folder to measure by (else every tenth image)' },
    'per-class': { type: 'string', description: 'images of each class to learn from, at most' },
    size: option(96, 'side of images in pixels, for architectures known by name'),
    width: option(1, 'factor on their channels and units'),
    'batch-norm': {
      type: 'boolean',
      default: true,
      description: 'normalise over the batch in training; --no-batch-norm',
    },
    epochs: option(20, 'rounds'),
    steps: {
      type: 'string',
      description: 'steps in an epoch (else as many as show each image once)',
    },
    batch: option(RECIPE.batchSize, 'images in a step'),
    lr: option(RECIPE.peakRate, 'highest learning rate'),
    fit: fitOption,
    threads: { ...threadsOption, description: 'how many networks are trained at once' },
    json: jsonOption,
  },
  async run({ args, rawArgs }) {
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
  },
});

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
