import type { Fit } from '@deconv/datasets/node';
import { parseArgs } from 'node:util';
import { UsageError } from './UsageError.js';

// Arguments that several commands share.

/** Images, as many as are named. */
export const imagesArgument = {
  type: 'positional',
  required: true,
  several: true,
  description: 'images, or folders of them',
} as const;

export const fitOption = {
  type: 'string',
  default: 'cover',
  description: 'cover (cut to the shape of its images) or stretch',
} as const;

export const jsonOption = { type: 'boolean', description: 'print JSON' } as const;

/** Layers that must be named. */
export const layersOption = {
  type: 'string',
  required: true,
  several: true,
  description: 'names of layers (see inspect): a,b',
} as const;

/** @throws UsageError where the value is none of the choices */
export function oneOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined)
    throw new UsageError(`--${name} is "${value}"; expected ${choices.join(', ')}`);
  return found;
}

export const fitOf = (value: string): Fit => oneOf('fit', value, ['cover', 'stretch']);

/** @throws UsageError where the value is no whole number ≥ `least` */
export function wholeNumber(name: string, value: string, least: number): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isInteger(number) || number < least)
    throw new UsageError(`--${name} is "${value}"; expected a whole number ≥ ${least}`);
  return number;
}

/** Every value of an option that may be said more than once; citty keeps only the last. */
export function everySaid(name: string, rawArgs: string[]): string[] {
  const options = { [name]: { type: 'string', multiple: true } } as const;
  const { values } = parseArgs({ args: rawArgs, options, strict: false });
  const said = (values[name] ?? []) as (string | boolean)[];
  return said.map((value) => (value === true ? '' : String(value)));
}

/**
 * Every value of an option that may be said more than once, or hold several with commas.
 * @throws UsageError where there is none
 */
export function everyValue(name: string, rawArgs: string[]): string[] {
  const all = everySaid(name, rawArgs).flatMap((value) => value.split(','));
  const named = all.map((value) => value.trim()).filter(Boolean);
  if (!named.length) throw new UsageError(`--${name} names nothing`);
  return [...new Set(named)];
}

interface Range {
  /** Smallest value that is allowed. */
  least?: number;
  /** Values must be larger. */
  above?: number;
  /** Values must be smaller. */
  below?: number;
}

/** @throws UsageError where the value is no number in the range */
export function number(name: string, value: string, range: Range): number {
  const { least = -Infinity, above = -Infinity, below = Infinity } = range;
  const parsed = Number(value);
  if (value.trim() !== '' && parsed >= least && parsed > above && parsed < below) return parsed;
  const expected = [
    range.least !== undefined && `≥ ${range.least}`,
    range.above !== undefined && `> ${range.above}`,
    range.below !== undefined && `< ${range.below}`,
  ].filter(Boolean);
  throw new UsageError(`--${name} is "${value}"; expected a number ${expected.join(' and ')}`);
}
