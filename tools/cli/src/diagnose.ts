import { EXPERIMENTS, runExperiment, type Checkpoint } from '@deconv/experiments';
import { writeResults, type DiagnoseResults } from '@deconv/results';
import type { diagnoseArguments } from './arguments/diagnose.js';
import type { Typed } from './arguments/Typed.js';
import { join } from 'node:path';
import { startBackend } from './backend/startBackend.js';
import { filterSheets } from './diagnose/filterSheets.js';
import { leftOut } from './diagnose/leftOut.js';
import { legend } from './diagnose/legend.js';
import { optionsOf } from './experiment/optionsOf.js';
import { openAs } from './experiment/openAs.js';
import { commonPorts } from './experiment/portsOf.js';
import { imagesOf } from './imagesOf.js';
import { interruptible } from './interruptible.js';
import { openCheckpoints } from './openCheckpoints.js';
import { openingOf, type Opening } from './modelArguments.js';
import { everySaid, fitOf } from './options.js';
import { say } from './say.js';
import { wholeFolder } from './wholeFolder.js';
import { writeWhole } from './writeWhole.js';

const { options, summary } = EXPERIMENTS.diagnose;

export async function diagnose({ args, rawArgs }: Typed<typeof diagnoseArguments>) {
  const [asked, fit] = [optionsOf(options, { args, rawArgs }), fitOf(args.fit)];
  // A shell makes several arguments of --images photos/*.jpg.
  const given = [...everySaid('images', rawArgs), ...args._.slice(1)];
  const { images, leftOut: others } = await imagesOf(given);
  const checkpoints = await checkpointsOf(args.model, openingOf(args));
  const backend = await startBackend(args);
  const known = { backend, given, images: images.length, leftOut: others, looked: images, fit };
  return interruptible('interrupted; nothing is written', (signal) =>
    wholeFolder(args.out, async (folder) => {
      const results = await runExperiment(EXPERIMENTS.diagnose, asked, {
        ...commonPorts({ ...known, folder, signal }),
        checkpoints,
        ...(folder !== undefined && {
          onFilters: filterSheets(folder, checkpoints.length > 1),
        }),
      });
      const bytes = Buffer.from(writeResults(results));
      if (folder) await writeWhole([{ path: join(folder, 'results.json'), bytes }]);
      return args.json ? bytes.toString() : textOf(results, args.out);
    }),
  );
}

/** A model, or its checkpoints. Says which of several is looked at, and what is not. */
async function checkpointsOf(source: string, opening: Opening): Promise<Checkpoint[]> {
  const found = await openCheckpoints(source);
  return found.map(({ name, path }) => ({
    name,
    async open() {
      if (found.length > 1) say(`checkpoint ${name}`);
      const opened = await openAs(path, path, opening);
      const missing = leftOut(opened.model);
      if (missing) say(missing);
      return opened;
    },
  }));
}

function textOf(results: DiagnoseResults, out: string | undefined): string {
  const written = out
    ? ['', `written: ${join(out, 'results.json')} and a sheet for each layer`]
    : [];
  return [...summary(results), '', ...legend(results), ...written].join('\n');
}
