import { EXPERIMENTS, readOptions, runExperiment } from '@deconv/experiments';
import { writeResults } from '@deconv/results';
import type { topArguments } from './arguments/top.js';
import type { Typed } from './arguments/Typed.js';
import { join } from 'node:path';
import { chooseBackend } from './backend/backendArguments.js';
import { startBackend } from './backend/startBackend.js';
import { drawIn } from './experiment/drawIn.js';
import { optionsOf } from './experiment/optionsOf.js';
import { portsOf } from './experiment/portsOf.js';
import { requireChance } from './experiment/requireChance.js';
import { imagesOf } from './imagesOf.js';
import { interruptible } from './interruptible.js';
import { openModel } from './openModel.js';
import { openingOf } from './modelArguments.js';
import { fitOf } from './options.js';
import { threadsOf } from './threads/threadsOf.js';
import { TopThreads } from './top/TopThreads.js';
import { writeSheets } from './top/writeSheets.js';
import { writeWhole } from './writeWhole.js';

/** Raised with what `progress.json` means, and with what is found in the same images. */
const WORK = 'top 1';

const { options, summary } = EXPERIMENTS.top;

export async function top({ args, rawArgs }: Typed<typeof topArguments>) {
  const [asked, fit] = [optionsOf(options, { args, rawArgs }), fitOf(args.fit)];
  requireChance(asked.channels, rawArgs);
  const [threads, opening] = [threadsOf(args.threads), openingOf(args)];
  const chosen = chooseBackend(args);
  const backend = await startBackend(chosen);
  const model = await openModel(args.model, opening);
  const given = args._.slice(1);
  const { images, leftOut } = await imagesOf(given);
  const folder = args.out;
  const known = { source: args.model, model, backend, given, images: images.length, leftOut };
  const count = threads(images.length);
  if (count > 1) await startBackend(chosen, true);
  return interruptible('interrupted; the same command goes on from here', async (signal) => {
    const ports = portsOf({ ...known, looked: images, fit, folder, signal });
    const { layers = [], ...rest } = readOptions(options, asked);
    const subject = {
      ...{ work: WORK, images, network: ports.network.fingerprint },
      options: { layers: layers.join(), backend, fit, ...rest },
    };
    const pool = new TopThreads({
      ...{ subject, model, signal, threads: count },
      opened: { source: args.model, opening, backend: chosen },
      settings: { rule: rest.rule, fit, folder },
    });
    const { search, project } = pool;
    const drawing = { ...ports, draw: drawIn(folder), search, project };
    const running = runExperiment(EXPERIMENTS.top, asked, drawing);
    const results = await running.finally(() => pool.leave());
    const sheets = await writeSheets(folder, results, signal);
    const [path, text] = [join(folder, 'results.json'), writeResults(results)];
    await writeWhole([{ path, bytes: Buffer.from(text) }]);
    await pool.finish();
    return args.json ? text : [...summary(results, sheets), `written: ${path}`].join('\n');
  });
}
