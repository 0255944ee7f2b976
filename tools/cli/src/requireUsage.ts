import { visibleName } from '@deconv/untrusted';
import { parseArgs } from 'node:util';
import { UsageError } from './UsageError.js';

/** What a command declares of an argument; the parser of command lines knows no more than its type. */
export interface Declared {
  type?: 'positional' | 'string' | 'boolean' | 'enum' | undefined;
  /** It may be said more than once; a positional one takes all that follow. */
  several?: boolean;
  /** Arguments that are no option's belong to it, once it is said: a shell makes many of `photos/*.jpg`. */
  takesRest?: boolean;
  /** Without this other option it does nothing. */
  with?: string;
}

/** The arguments of a command by their names. */
export type Declarations = Readonly<Record<string, Declared>>;

/**
 * Holds a command line against what its command declares, so that nothing in it is passed over in silence.
 * @param command its name, for the message
 * @param declared its arguments
 * @param rawArgs what follows the command's name
 * @throws UsageError for an option that is not known, has no value or one too many, is said twice, or does nothing without
 *   another one; and for more arguments than the command takes
 */
export function requireUsage(
  command: string,
  declared: Declarations,
  rawArgs: readonly string[],
): void {
  const known = new Map(Object.entries(declared));
  const { options, positionals } = readTokens(known, rawArgs);
  for (const option of options) {
    requireKnown(known, option, command);
    requireValue(known, option);
  }
  const said = options.map(({ name }) => name);
  for (const name of new Set(said)) {
    requireOnce(known, name, options);
    requireCompanion(known, name, said);
  }
  requirePlaces(known, positionals, said);
}

interface Option {
  name: string;
  /** As it was typed, dashes included. */
  typed: string;
  /** It begins with `--no-`. */
  negated: boolean;
  value: string | undefined;
  /** The value follows an equals sign. */
  inline: boolean;
}

type Known = ReadonlyMap<string, Declared>;

function readTokens(known: Known, rawArgs: readonly string[]) {
  const named = [...known].filter(([, { type }]) => type !== 'positional');
  const { tokens } = parseArgs({
    args: [...rawArgs],
    options: Object.fromEntries(
      named.map(([name, { type }]) => [name, { type: type === 'boolean' ? type : 'string' }]),
    ),
    strict: false,
    tokens: true,
  });
  return {
    options: tokens.flatMap((token) => (token.kind === 'option' ? [optionOf(token, known)] : [])),
    positionals: tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : [])),
  };
}

interface Token {
  name: string;
  rawName: string;
  value?: string | undefined;
  inlineValue?: boolean | undefined;
}

function optionOf({ name, rawName, value, inlineValue = false }: Token, known: Known): Option {
  const positive = name.replace(/^no-/, '');
  const negated = positive !== name && known.get(positive)?.type === 'boolean';
  return { name: negated ? positive : name, typed: rawName, negated, value, inline: inlineValue };
}

function requireKnown(known: Known, { name, typed }: Option, command: string): void {
  const found = known.get(name);
  if (!found || found.type === 'positional' || !typed.startsWith('--'))
    throw new UsageError(`no option is called ${visibleName(typed)}; see deconv ${command} --help`);
}

function requireValue(known: Known, { name, typed, negated, value, inline }: Option): void {
  if (known.get(name)!.type === 'boolean') {
    if (value !== undefined && (negated || !['true', 'false'].includes(value)))
      throw new UsageError(`${typed} is "${visibleName(value)}"; expected no value`);
    return;
  }
  if (!value) throw new UsageError(`${typed} is ""; expected a value`);
  // Numbers below zero begin with a dash as well.
  if (!inline && /^-[^\d.]/.test(value))
    throw new UsageError(
      `${typed} has no value before ${visibleName(value)}; write ${typed}=${visibleName(value)} if that is its value`,
    );
}

function requireOnce(known: Known, name: string, options: readonly Option[]): void {
  const all = options.filter((option) => option.name === name);
  if (all.length === 1 || known.get(name)!.several) return;
  const values = all.flatMap(({ value }) => (value === undefined ? [] : [visibleName(value)]));
  const told = values.length ? ` (${values.join(', then ')})` : '';
  throw new UsageError(`--${name} is said ${all.length} times${told}; expected it once`);
}

function requireCompanion(known: Known, name: string, said: readonly string[]): void {
  const other = known.get(name)!.with;
  if (other !== undefined && !said.includes(other))
    throw new UsageError(`--${name} does nothing without --${other}; say both, or neither`);
}

function requirePlaces(known: Known, positionals: readonly string[], said: readonly string[]) {
  const places = [...known].filter(([, { type }]) => type === 'positional');
  for (const [i, value] of positionals.entries())
    if (value === '')
      throw new UsageError(`${upper(places[i] ?? places.at(-1))} is ""; expected a value`);
  const takesAll = places.at(-1)?.[1].several ?? false;
  const rest = said.some((name) => known.get(name)!.takesRest);
  if (positionals.length <= places.length || takesAll || rest) return;
  const expected = places.length ? `${places.map(upper).join(' and ')} only` : 'none';
  throw new UsageError(
    `"${visibleName(positionals[places.length]!)}" is one too many; expected ${expected}`,
  );
}

const upper = (place: readonly [string, Declared] | undefined): string =>
  (place?.[0] ?? 'an argument').toUpperCase();
