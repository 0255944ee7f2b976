import { modelArguments } from '../modelArguments.js';
import { fitOf, fitOption, jsonOption, number, wholeNumber } from '../options.js';
import { requireUnsaid } from '../requireUnsaid.js';
import { UsageError } from '../UsageError.js';

const STRENGTHS = '0.01,0.003,0.001,0.0003,0.0001,0.00003,0.00001';

/** Arguments of the commands that put a linear classifier on frozen features. */
export const classifierArguments = {
  ...modelArguments,
  data: {
    type: 'positional',
    required: true,
    description: 'folder with a folder of images for each class, or "emoji"',
  },
  folds: { type: 'string', default: '5', description: 'how many draws of the images learned from' },
  test: { type: 'string', default: '50', description: 'test images of each class, at most' },
  seed: { type: 'string', default: '1', description: 'draws the folds' },
  strengths: {
    type: 'string',
    default: STRENGTHS,
    description: 'weight decays to choose among',
  },
  most: {
    type: 'string',
    default: '4096',
    description: 'features of a layer at most; larger maps are averaged over a grid',
  },
  overlap: {
    type: 'string',
    description: 'folder of images the network learned from: near-duplicates are left out',
  },
  cache: {
    type: 'string',
    description: 'folder that keeps features and trainings; else that of the system',
  },
  out: { type: 'string', description: 'folder to write: results.json' },
  fit: fitOption,
  json: jsonOption,
} as const;

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
