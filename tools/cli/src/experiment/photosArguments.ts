import type { Experiment, OptionsSchema } from '@deconv/experiments';
import type { Results } from '@deconv/results';
import { backendArguments } from '../backend/backendArguments.js';
import { modelArguments } from '../modelArguments.js';
import { fitOption, imagesArgument, jsonOption } from '../options.js';
import { argsOf } from './argsOf.js';
import type { Flags } from './Flags.js';

/** What a command adds to what an experiment takes. */
interface Beside<O extends OptionsSchema> {
  flags?: Flags<O>;
  /** Names of the files that are drawn of its document for people. */
  drawn?: readonly string[];
}

/** What the command of an experiment takes that looks at photos, one after the other. */
export const photosArguments = <O extends OptionsSchema, R extends Results>(
  { options }: Experiment<O, R>,
  { flags, drawn }: Beside<O> = {},
) =>
  ({
    ...modelArguments,
    images: imagesArgument,
    ...argsOf(options, flags),
    out: { type: 'string', description: `folder to write: ${filesOf(drawn)}` },
    fit: fitOption,
    json: jsonOption,
    ...backendArguments,
  }) as const;

/** What such a command writes into its folder, in words. @param drawn beside the document's own pictures */
export const filesOf = (drawn: readonly string[] = ['its pictures']): string =>
  ['results.json', ...drawn].join(', ');
