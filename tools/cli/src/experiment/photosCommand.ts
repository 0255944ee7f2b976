import { runExperiment, type Experiment, type OptionsSchema } from '@deconv/experiments';
import { writeResults, type Results } from '@deconv/results';
import { join } from 'node:path';
import type { Typed } from '../arguments/Typed.js';
import { startBackend } from '../backend/startBackend.js';
import { imagesOf } from '../imagesOf.js';
import { interruptible } from '../interruptible.js';
import { openingOf } from '../modelArguments.js';
import { openModel } from '../openModel.js';
import { fitOf } from '../options.js';
import { wholeFolder } from '../wholeFolder.js';
import { writeWhole } from '../writeWhole.js';
import { optionsOf } from './optionsOf.js';
import { filesOf, type photosArguments } from './photosArguments.js';
import { portsOf } from './portsOf.js';

/** Files that are drawn of a document for people, beside the document's own pictures. */
interface Drawn<R> {
  names: readonly string[];
  draw: (folder: string, results: R) => Promise<readonly (Buffer | string)[]>;
}

/** The command of an experiment that looks at photos, one after the other. */
export function photosCommand<O extends OptionsSchema, R extends Results>(
  experiment: Experiment<O, R>,
  drawn?: Drawn<R>,
) {
  const { options, summary } = experiment;
  return async ({ args, rawArgs }: Typed<ReturnType<typeof photosArguments>>) => {
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
        const written = args.out ? [`written: ${join(args.out, filesOf(drawn?.names))}`] : [];
        return [...summary(results), ...written].join('\n');
      }),
    );
  };
}

/** Writes the document, and what is drawn of it for people. */
async function writeAll<R extends Results>(
  folder: string,
  results: R,
  drawn: Drawn<R> | undefined,
): Promise<void> {
  const bytes = drawn ? await drawn.draw(folder, results) : [];
  const files = bytes.map((each, i) => [drawn!.names[i]!, each] as const);
  const all = [...files, ['results.json', writeResults(results)] as const];
  await writeWhole(
    all.map(([name, each]) => ({ path: join(folder, name), bytes: Buffer.from(each) })),
  );
}
