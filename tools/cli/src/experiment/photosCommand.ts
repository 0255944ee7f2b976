import { runExperiment, type Experiment, type OptionsSchema } from '@deconv/experiments';
import { writeResults, type Results } from '@deconv/results';
import { defineCommand } from 'citty';
import { join } from 'node:path';
import { backendArguments } from '../backend/backendArguments.js';
import { startBackend } from '../backend/startBackend.js';
import { imagesOf } from '../imagesOf.js';
import { interruptible } from '../interruptible.js';
import { modelArguments, openingOf } from '../modelArguments.js';
import { openModel } from '../openModel.js';
import { fitOf, fitOption, imagesArgument, jsonOption } from '../options.js';
import { wholeFolder } from '../wholeFolder.js';
import { writeWhole } from '../writeWhole.js';
import { argsOf } from './argsOf.js';
import type { Flags } from './Flags.js';
import { optionsOf } from './optionsOf.js';
import { portsOf } from './portsOf.js';

/** What a command adds to an experiment. */
interface Beside<O extends OptionsSchema, R> {
  flags?: Flags<O>;
  /** Files that are drawn of its document for people, beside the document's own pictures. */
  drawn?: {
    names: readonly string[];
    draw: (folder: string, results: R) => Promise<readonly (Buffer | string)[]>;
  };
}

/** The command of an experiment that looks at photos, one after the other. */
export function photosCommand<O extends OptionsSchema, R extends Results>(
  experiment: Experiment<O, R>,
  { flags, drawn }: Beside<O, R> = {},
) {
  const { options, summary } = experiment;
  const files = ['results.json', ...(drawn ? drawn.names : ['its pictures'])].join(', ');
  return defineCommand({
    args: {
      ...modelArguments,
      images: imagesArgument,
      ...argsOf(options, flags),
      out: { type: 'string', description: `folder to write: ${files}` },
      fit: fitOption,
      json: jsonOption,
      ...backendArguments,
    },
    async run({ args, rawArgs }) {
      const [asked, fit] = [optionsOf(options, { args, rawArgs }), fitOf(args.fit)];
      const backend = await startBackend(args);
      const model = await openModel(args.model, openingOf(args));
      const given = args._.slice(1);
      const { images, leftOut } = await imagesOf(given);
      const known = { source: args.model, model, backend, given, images: images.length, leftOut };
      return interruptible('interrupted; nothing is written', (signal) =>
        wholeFolder(args.out, async (folder) => {
          const ports = portsOf({ ...known, looked: images, fit, folder, signal });
          const results = await runExperiment(experiment, asked, ports);
          if (folder) await writeAll(folder, results, drawn);
          if (args.json) return writeResults(results);
          const written = args.out ? [`written: ${join(args.out, files)}`] : [];
          return [...summary(results), ...written].join('\n');
        }),
      );
    },
  });
}

/** Writes the document, and what is drawn of it for people. */
async function writeAll<R extends Results>(
  folder: string,
  results: R,
  drawn: Beside<OptionsSchema, R>['drawn'],
): Promise<void> {
  const bytes = drawn ? await drawn.draw(folder, results) : [];
  const files = bytes.map((each, i) => [drawn!.names[i]!, each] as const);
  const all = [...files, ['results.json', writeResults(results)] as const];
  await writeWhole(
    all.map(([name, each]) => ({ path: join(folder, name), bytes: Buffer.from(each) })),
  );
}
