import * as v from 'valibot';
import { unfit } from './UnfitOption.js';

/** The options of an experiment, by their names. */
export type OptionsSchema = v.StrictObjectSchema<v.ObjectEntries, undefined>;

/**
 * Options as they are asked for, with defaults for what is left out.
 * @throws UnfitOption for a value that is none of its option, and for a name that is no option
 */
export function readOptions<S extends OptionsSchema>(schema: S, asked: unknown): v.InferOutput<S> {
  const { success, output, issues } = v.safeParse(schema, asked);
  if (success) return output;
  const [{ path, input, message, type }] = issues;
  const name = path ? String(path[0].key) : 'the request';
  throw unfit(name, input, type === 'strict_object' ? 'options that this experiment has' : message);
}
