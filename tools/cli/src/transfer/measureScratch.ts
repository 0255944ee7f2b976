import { meanAndSd } from '@deconv/pictures';
import type { TransferResults } from '@deconv/results';
import { layoutOf } from '@deconv/training';
import { architectureOf, type ChosenArchitecture } from '../architectureOf.js';
import { wholeNumber } from '../options.js';
import { UsageError } from '../UsageError.js';
import { accuracyInWords } from './accuracyInWords.js';
import { wholeNumbers } from './classifierSettings.js';
import type { Frozen, FrozenTask } from './frozenFeatures.js';
import { learnFromScratch, scratchRecipe } from './learnFromScratch.js';
import { say } from '../say.js';

type Args = Record<'from-scratch' | 'scratch-per-class' | 'scratch-folds', string | undefined> & {
  epochs: string;
};

/** What learns from scratch, and from how much. */
export interface Scratch {
  chosen: ChosenArchitecture;
  epochs: number;
  /** Images of each class that it learns from. */
  counts: readonly number[];
  /** How many of the folds. */
  folds: number;
}

/**
 * @param asked what is measured with frozen features, of which this takes a part
 * @returns undefined where nothing learns from scratch
 * @throws UsageError for a value that is none of its option
 */
export async function scratchOf(
  args: Args,
  asked: { counts: readonly number[]; folds: number; inputSize: number },
): Promise<Scratch | undefined> {
  const epochs = wholeNumber('epochs', args.epochs, 1);
  const name = args['from-scratch'];
  if (name === undefined) return undefined;
  const counts = countsOf(args['scratch-per-class'], asked.counts);
  const folds = foldsOf(args['scratch-folds'], asked.folds);
  const chosen = await architectureOf(name, { inputSize: asked.inputSize });
  return { chosen, epochs, counts, folds };
}

function countsOf(said: string | undefined, all: readonly number[]): readonly number[] {
  if (said === undefined) return all;
  const counts = wholeNumbers('scratch-per-class', said);
  if (counts.some((count) => !all.includes(count)))
    throw new UsageError(
      `--scratch-per-class is "${said}"; expected some of --per-class, ${all.join(',')}`,
    );
  return counts;
}

function foldsOf(said: string | undefined, all: number): number {
  if (said === undefined) return all;
  const folds = wholeNumber('scratch-folds', said, 1);
  if (folds > all)
    throw new UsageError(`--scratch-folds is "${said}"; expected at most --folds, ${all}`);
  return folds;
}

/** A network that learns nothing else, on folds that the frozen features were measured on. */
export async function measureScratch(
  { data, classes, foldsOf: drawnFor }: Frozen,
  { fit, signal, seed, cache }: FrozenTask,
  { chosen, epochs, counts, folds: most }: Scratch,
): Promise<NonNullable<TransferResults['scratch']>> {
  const architecture = chosen.architectureFor(classes.length);
  let seconds = 0;
  const measures: NonNullable<TransferResults['scratch']>['measures'] = [];
  for (const perClass of counts) {
    const drawn = drawnFor(perClass).slice(0, most);
    const folds: number[] = [];
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
    say(`${perClass} a class, from scratch: ${said} %`);
  }
  const { trained } = drawnFor(counts[0]!)[0]!;
  const { batchSize, peakRate } = scratchRecipe(epochs, seed, trained.length);
  return {
    architecture: architecture.name,
    parameters: layoutOf({ ...architecture, batchNorm: false }).size,
    seconds: Math.round(seconds),
    ...{ epochs, batchSize, peakRate, measures },
  };
}
