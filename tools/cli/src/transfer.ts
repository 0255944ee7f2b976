import type { Model } from '@deconv/models';
import { meanAndSd, measureTransfer } from '@deconv/probes';
import type { TransferResults } from '@deconv/results';
import { layoutOf } from '@deconv/training';
import { defineCommand } from 'citty';
import { architectureOf, type ChosenArchitecture } from './architectureOf.js';
import { documentHeader } from './documentHeader.js';
import { skippedLines } from './eachImage.js';
import { openModel, startBackend } from './openModel.js';
import { backendOption, requireNoMore, wholeNumber } from './options.js';
import { table } from './table.js';
import { accuracyInWords, overlapLine } from './transfer/accuracyInWords.js';
import { classifierArguments, settingsOf, wholeNumbers } from './transfer/classifierArguments.js';
import {
  frozenFeatures,
  shapesOf,
  type Frozen,
  type FrozenTask,
} from './transfer/frozenFeatures.js';
import { learnFromScratch, scratchRecipe } from './transfer/learnFromScratch.js';
import { measureFrozen } from './transfer/measureFrozen.js';

export const transfer = defineCommand({
  meta: { name: 'transfer', description: 'Teach a network’s features the classes of other data' },
  args: {
    ...classifierArguments,
    layer: {
      type: 'string',
      required: true,
      description: 'layer whose features are read; it and those before stay as they are',
    },
    'per-class': {
      type: 'string',
      default: '15,30',
      description: 'images of each class to learn from: 15,30',
    },
    'from-scratch': {
      type: 'string',
      description: 'architecture that learns the same from random weights: zfnet, or a JSON file',
    },
    epochs: { type: 'string', default: '30', description: 'how long it learns' },
    backend: backendOption,
  },
  async run({ args }) {
    requireNoMore(args._, ['model', 'data']);
    const settings = settingsOf(args);
    const counts = wholeNumbers('per-class', args['per-class']);
    const epochs = wholeNumber('epochs', args.epochs, 1);
    const backend = await startBackend(args.backend);
    const model = await openModel(args.model);
    model.network.indexOf(args.layer);
    const { inputSize } = model.preprocess;
    const scratch = args['from-scratch'];
    const chosen =
      scratch === undefined
        ? undefined
        : { ...(await architectureOf(scratch, { inputSize })), epochs };
    const known = { source: args.model, model, backend, counts, chosen };
    return measureFrozen(
      args,
      { ...settings, layers: [args.layer], perClass: Math.max(...counts) },
      (task) => measure({ ...known, task }),
      summaryOf,
    );
  },
});

interface Known {
  source: string;
  model: Model;
  backend: string;
  task: FrozenTask;
  counts: readonly number[];
  /** What learns from scratch, if anything does. */
  chosen: (ChosenArchitecture & { epochs: number }) | undefined;
}

async function measure({
  source,
  model,
  backend,
  task,
  counts,
  chosen,
}: Known): Promise<TransferResults> {
  const frozen = await frozenFeatures(model, task);
  const { classes, overlap, images, name } = frozen;
  const { folds, test, seed, strengths, most, fit, signal } = task;
  const layer = task.layers[0]!;
  const features = frozen.features.byLayer.get(layer)!;
  const labelled = { features, labels: Int32Array.from(frozen.labels), classes: classes.length };
  const measures: TransferResults['measures'] = [];
  for (const perClass of counts) {
    const drawn = frozen.foldsOf(perClass);
    const found = await measureTransfer(labelled, drawn, { strengths, signal });
    const tested = drawn[0]!.tested.length;
    measures.push({ perClass, tested, ...found, ...meanAndSd(found.folds) });
    process.stderr.write(`${perClass} a class: ${accuracyInWords(measures.at(-1)!)} %\n`);
  }
  const scratch = chosen ? await measureScratch(frozen, task, counts, chosen) : null;
  const skipped = frozen.features.skipped;
  const header = documentHeader({ source, model, backend, given: [name], images, skipped });
  const options = { layer, perClass: [...counts], folds, test, seed, strengths, most, fit };
  const shapes = shapesOf(model, layer, most);
  return {
    ...header,
    probe: 'transfer',
    options,
    classes,
    ...shapes,
    overlap,
    measures,
    scratch,
  };
}

/** The same folds for a network that learns nothing else. */
async function measureScratch(
  { data, classes, foldsOf }: Frozen,
  { fit, signal, seed, cache }: FrozenTask,
  counts: readonly number[],
  { architectureFor, epochs }: NonNullable<Known['chosen']>,
): Promise<TransferResults['scratch']> {
  const architecture = architectureFor(classes.length);
  let seconds = 0;
  const measures: NonNullable<TransferResults['scratch']>['measures'] = [];
  for (const perClass of counts) {
    const [drawn, folds] = [foldsOf(perClass), [] as number[]];
    for (const fold of drawn) {
      const title = `${perClass} a class from scratch, fold ${folds.length + 1} of ${drawn.length}`;
      const own = { title, seed: seed + folds.length };
      const task = { architecture, epochs, fit, cache, signal, ...own };
      const learned = await learnFromScratch(data, fold, task);
      folds.push(learned.accuracy);
      seconds += learned.seconds;
    }
    measures.push({ perClass, tested: drawn[0]!.tested.length, folds, ...meanAndSd(folds) });
    const said = accuracyInWords(measures.at(-1)!);
    process.stderr.write(`${perClass} a class, from scratch: ${said} %\n`);
  }
  const { batchSize, peakRate } = scratchRecipe(
    epochs,
    seed,
    foldsOf(counts[0]!)[0]!.trained.length,
  );
  return {
    architecture: architecture.name,
    parameters: layoutOf({ ...architecture, batchNorm: false }).size,
    seconds: Math.round(seconds),
    ...{ epochs, batchSize, peakRate, measures },
  };
}

function summaryOf({
  measures,
  scratch,
  options,
  data,
  classes,
  overlap,
}: TransferResults): string {
  const rows = measures.map(({ perClass, tested, strength, ...accuracy }) => [
    String(perClass),
    String(tested),
    String(strength),
    accuracyInWords(accuracy),
    ...(scratch ? [accuracyInWords(scratch.measures.find((m) => m.perClass === perClass)!)] : []),
  ]);
  const learned = scratch ? [`${scratch.architecture} from scratch, %`] : [];
  return [
    ...skippedLines(data),
    ...overlapLine(overlap),
    table(['a class', 'tested', 'decay', 'right, %', ...learned], rows),
    `(mean over ${classes.length} classes, ± over ${options.folds} folds)`,
  ].join('\n');
}
