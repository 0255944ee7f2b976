import { describeOption, type OptionsSchema } from '@deconv/experiments';
import * as v from 'valibot';
import { everyValue } from '../options.js';
import { UsageError } from '../UsageError.js';

/** A command line, as citty reads it and as it was typed. */
export interface Typed {
  args: Readonly<Record<string, unknown>>;
  rawArgs: string[];
}

/**
 * The options of an experiment that a command line asks for; what it leaves out is left out.
 * @throws UsageError for a value that is none of its option
 */
export function optionsOf<S extends OptionsSchema>(
  schema: S,
  { args, rawArgs }: Typed,
): v.InferInput<S> {
  const said = Object.entries(schema.entries).flatMap(([name, option]) => {
    const { kind, flag = name } = describeOption(option);
    const typed = args[flag] as string | boolean | undefined;
    if (typed === undefined) return [];
    const value = kind === 'names' ? everyValue(flag, rawArgs) : VALUES[kind](typed);
    const { success, issues } = v.safeParse(option, value);
    if (success) return [[name, value]];
    const [{ input, message, path }] = issues;
    throw new UsageError(`--${flag} is "${String(path ? input : typed)}"; expected ${message}`);
  });
  return Object.fromEntries(said) as v.InferInput<S>;
}

const numberIn = (text: string): number => (text.trim() === '' ? NaN : Number(text));

/** What is meant by what was typed, by kind. */
const VALUES = {
  number: (typed: string | boolean) => numberIn(String(typed)),
  pair: (typed: string | boolean) => String(typed).split(',').map(numberIn),
  boolean: (typed: string | boolean) => typed,
  text: (typed: string | boolean) => typed,
};
