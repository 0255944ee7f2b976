import {
  EXPERIMENTS,
  readOptions,
  runExperiment,
  type Checkpoint as OpenCheckpoint,
} from '@deconv/experiments';
import { writeResults, type EvolutionResults } from '@deconv/results';
import type { evolutionArguments } from './arguments/evolution.js';
import type { Typed } from './arguments/Typed.js';
import { join } from 'node:path';
import { chooseBackend } from './backend/backendArguments.js';
import { startBackend } from './backend/startBackend.js';
import { evolutionSheet } from './evolution/evolutionSheet.js';
import { searchWith } from './evolution/searchWith.js';
import { drawIn } from './experiment/drawIn.js';
import { openAs } from './experiment/openAs.js';
import { optionsOf } from './experiment/optionsOf.js';
import { commonPorts } from './experiment/portsOf.js';
import { requireChance } from './experiment/requireChance.js';
import { imagesOf } from './imagesOf.js';
import { interruptible } from './interruptible.js';
import { openingOf } from './modelArguments.js';
import { openCheckpoints, type Checkpoint } from './openCheckpoints.js';
import { fitOf } from './options.js';
import { placeInside } from './placeInside.js';
import { threadsOf } from './threads/threadsOf.js';
import { fileNameOf } from './top/fileNameOf.js';
import { wholeFolder } from './wholeFolder.js';
import { writeWhole } from './writeWhole.js';

const { options, summary } = EXPERIMENTS.evolution;

export async function evolution({ args, rawArgs }: Typed<typeof evolutionArguments>) {
  const [asked, fit] = [optionsOf(options, { args, rawArgs }), fitOf(args.fit)];
  requireChance(asked.channels, rawArgs);
  const [threads, opening] = [threadsOf(args.threads), openingOf(args)];
  const chosen = chooseBackend(args);
  const backend = await startBackend(chosen);
  const checkpoints = await openCheckpoints(args.checkpoints);
  const given = args._.slice(1);
  const { images, leftOut } = await imagesOf(given);
  const known = { backend, given, images: images.length, leftOut, looked: images, fit };
  const count = threads(images.length);
  if (count > 1) await startBackend(chosen, true);
  return interruptible('interrupted; nothing is written', (signal) =>
    wholeFolder(args.out, async (folder) => {
      const { rule } = readOptions(options, asked);
      const searching = { opening, images, backend: chosen, rule, fit, folder, signal };
      const open = (checkpoint: Checkpoint): OpenCheckpoint => ({
        name: checkpoint.name,
        async open() {
          const opened = await openAs(checkpoint.path, args.checkpoints, opening);
          const from = { ...opened, source: checkpoint.path, threads: count };
          return { ...opened, search: searchWith({ ...from, ...searching }) };
        },
      });
      const results = await runExperiment(EXPERIMENTS.evolution, asked, {
        ...commonPorts({ ...known, folder, signal }),
        draw: drawIn(folder),
        checkpoints: checkpoints.map(open),
      });
      const text = writeResults(results);
      const sheets = await writeSheets(folder, results);
      const path = join(folder, 'results.json');
      await writeWhole([{ path, bytes: Buffer.from(text) }]);
      const places = sheets.map((name) => join(args.out, name));
      const written = `written: ${join(args.out, 'results.json')}`;
      return args.json ? text : [...summary(results, places), written].join('\n');
    }),
  );
}

/** @returns the names of the sheets, one a layer */
async function writeSheets(folder: string, results: EvolutionResults): Promise<string[]> {
  const layers = [...new Set(results.maps.map(({ layer }) => layer))];
  const names = layers.map((layer) => `${fileNameOf(layer)}.png`);
  for (const [i, layer] of layers.entries()) {
    const maps = results.maps.filter((map) => map.layer === layer);
    const bytes = await evolutionSheet(folder, results, maps);
    const path = await placeInside(folder, names[i]!, `layer "${layer}"`);
    await writeWhole([{ path, bytes }]);
  }
  return names;
}
