import * as v from 'valibot';
import type { Kind } from './kinds.js';

/** What can be told of an option before it is set. */
export interface OptionInWords {
  /** What it is for. */
  description: string;
  /** What is taken where it is left out, if that is one value and does not hang on the network. */
  usual: string | number | boolean | undefined;
  /** Whether it may be left out. */
  optional: boolean;
  /** What kind of value it takes. */
  kind: Kind;
  /** By which a command knows it, where that is not its name. */
  flag?: string;
}

/** @param schema of one option, made of `kinds` */
export function describeOption(schema: v.GenericSchema): OptionInWords {
  const optional = v.isOfType('exact_optional', schema);
  const inner = optional
    ? (schema as unknown as v.ExactOptionalSchema<v.GenericSchema, unknown>).wrapped
    : schema;
  return {
    description: v.getDescription(inner) ?? '',
    usual: optional ? single(v.getDefault(schema)) : undefined,
    optional,
    ...(v.getMetadata(inner) as Pick<OptionInWords, 'kind' | 'flag'>),
  };
}

function single(value: unknown): OptionInWords['usual'] {
  return typeof value === 'object' ? undefined : (value as OptionInWords['usual']);
}
