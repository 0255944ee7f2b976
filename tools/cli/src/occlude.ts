import { EXPERIMENTS, runExperiment } from '@deconv/experiments';
import { writeResults, type OccludeResults } from '@deconv/results';
import type { occludeArguments } from './arguments/occlude.js';
import type { Typed } from './arguments/Typed.js';
import { join } from 'node:path';
import { startBackend } from './backend/startBackend.js';
import { optionsOf } from './experiment/optionsOf.js';
import { photosOf, portsOf } from './experiment/portsOf.js';
import { imagesOf } from './imagesOf.js';
import { interruptible } from './interruptible.js';
import { figure } from './occlude/figure.js';
import { openModel } from './openModel.js';
import { openingOf } from './modelArguments.js';
import { fitOf } from './options.js';
import { wholeFolder } from './wholeFolder.js';
import { writeWhole } from './writeWhole.js';

const { options, summary } = EXPERIMENTS.occlude;

export async function occlude({ args, rawArgs }: Typed<typeof occludeArguments>) {
  const [asked, fit] = [optionsOf(options, { args, rawArgs }), fitOf(args.fit)];
  const backend = await startBackend(args);
  const model = await openModel(args.model, openingOf(args));
  const folders = args.others === undefined ? [] : [args.others];
  const { images: others } = await imagesOf(folders);
  const given = [args.image, ...folders];
  const inParts = !asked.naive;
  const known = { source: args.model, model, backend, inParts, given, images: 1 + others.length };
  return interruptible('interrupted; nothing is written', (signal) =>
    wholeFolder(args.out, async (folder) => {
      const ports = portsOf({ ...known, looked: [args.image], fit, folder, signal });
      const withOthers = { ...ports, others: photosOf(others, fit) };
      const results = await runExperiment(EXPERIMENTS.occlude, asked, withOthers);
      if (folder) await writeAll(folder, results);
      if (args.json) return writeResults(results);
      const written = args.out ? [`written: ${join(args.out, 'figure.png')}, results.json`] : [];
      return [...summary(results), ...written].join('\n');
    }),
  );
}

/** Writes the document, and what is drawn of it for people. */
async function writeAll(folder: string, results: OccludeResults): Promise<void> {
  await writeWhole([
    { path: join(folder, 'results.json'), bytes: Buffer.from(writeResults(results)) },
    { path: join(folder, 'figure.png'), bytes: await figure(folder, results) },
  ]);
}
