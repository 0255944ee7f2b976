import { fitOf, number, wholeNumber } from '../options.js';
import { requireUnsaid } from '../requireUnsaid.js';
import { UsageError } from '../UsageError.js';

export interface ClassifierSettings {
  folds: number;
  test: number;
  seed: number;
  strengths: number[];
  most: number;
  fit: ReturnType<typeof fitOf>;
}

type Args = Record<keyof ClassifierSettings | 'data', string>;

/** @throws UsageError for a value that is none of its option, and for an option that changes nothing */
export function settingsOf(args: Args, rawArgs: string[]): ClassifierSettings {
  if (args.data === 'emoji') requireUnsaid(['fit'], rawArgs, 'emoji are drawn as squares');
  return {
    folds: wholeNumber('folds', args.folds, 1),
    test: wholeNumber('test', args.test, 1),
    seed: wholeNumber('seed', args.seed, 0),
    strengths: strengthsOf(args.strengths),
    most: wholeNumber('most', args.most, 1),
    fit: fitOf(args.fit),
  };
}

function strengthsOf(text: string): number[] {
  const strengths = text.split(',').map((value) => number('strengths', value, { above: 0 }));
  return [...new Set(strengths)].sort((a, b) => b - a);
}

/** Whole numbers with commas. @throws UsageError for anything else */
export function wholeNumbers(name: string, text: string): number[] {
  const numbers = text.split(',').map((value) => wholeNumber(name, value, 1));
  if (new Set(numbers).size < numbers.length)
    throw new UsageError(`--${name} is "${text}"; expected each number once`);
  return numbers;
}
