import { skippedLines, table } from '@deconv/experiments';
import type { Model } from '@deconv/models';
import { meanAndSd, shortSideOf } from '@deconv/pictures';
import { measureTransfer } from '@deconv/probes';
import type { TransferResults } from '@deconv/results';
import type { transferArguments } from './arguments/transfer.js';
import type { Typed } from './arguments/Typed.js';
import { startBackend } from './backend/startBackend.js';
import { documentHeader } from './documentHeader.js';
import { openingOf } from './modelArguments.js';
import { openModel } from './openModel.js';
import { accuracyInWords, overlapLine } from './transfer/accuracyInWords.js';
import { settingsOf, wholeNumbers } from './transfer/classifierSettings.js';
import { frozenFeatures, shapesOf, type FrozenTask } from './transfer/frozenFeatures.js';
import { measureFrozen } from './transfer/measureFrozen.js';
import { measureScratch, scratchOf, type Scratch } from './transfer/measureScratch.js';
import { say } from './say.js';

export async function transfer({ args, rawArgs }: Typed<typeof transferArguments>) {
  const settings = settingsOf(args, rawArgs);
  const counts = wholeNumbers('per-class', args['per-class']);
  const backend = await startBackend(args);
  const model = await openModel(args.model, openingOf(args));
  model.network.indexOf(args.layer);
  const inputSize = shortSideOf(model.preprocess.inputSize);
  const scratch = await scratchOf(args, { counts, folds: settings.folds, inputSize });
  const known = { source: args.model, model, backend, counts, scratch };
  return measureFrozen(
    args,
    { ...settings, layers: [args.layer], perClass: Math.max(...counts) },
    (task) => measure({ ...known, task }),
    summaryOf,
  );
}

interface Known {
  source: string;
  model: Model;
  backend: string;
  task: FrozenTask;
  counts: readonly number[];
  /** What learns from scratch, if anything does. */
  scratch: Scratch | undefined;
}

async function measure(known: Known): Promise<TransferResults> {
  const { source, model, backend, task, counts, scratch: asked } = known;
  const frozen = await frozenFeatures(model, task);
  const { classes, overlap, images, name, leftOut } = frozen;
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
    say(`${perClass} a class: ${accuracyInWords(measures.at(-1)!)} %`);
  }
  const scratch = asked ? await measureScratch(frozen, task, asked) : null;
  const skipped = frozen.features.skipped;
  const header = documentHeader({
    source,
    model,
    backend,
    given: [name],
    images,
    skipped,
    leftOut,
  });
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
    ...(scratch ? [learnedInWords(scratch, perClass)] : []),
  ]);
  const learned = scratch ? [`${scratch.architecture} from scratch, %`] : [];
  return [
    ...skippedLines(data),
    ...overlapLine(overlap),
    table(['a class', 'tested', 'decay', 'right, %', ...learned], rows),
    `(mean over ${classes.length} classes, ± over ${foldsInWords(options.folds, scratch)})`,
  ].join('\n');
}

/** What learned from scratch from as many images; it may not have. */
function learnedInWords(
  { measures }: NonNullable<TransferResults['scratch']>,
  perClass: number,
): string {
  const found = measures.find((measure) => measure.perClass === perClass);
  return found ? accuracyInWords(found) : '–';
}

/** Over how many folds results spread; fewer may have learned from scratch. */
function foldsInWords(folds: number, scratch: TransferResults['scratch']): string {
  const fewer = scratch?.measures[0]!.folds.length ?? folds;
  return fewer < folds ? `${folds} folds, from scratch over ${fewer}` : `${folds} folds`;
}
