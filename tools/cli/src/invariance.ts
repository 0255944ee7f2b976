import { EXPERIMENTS, runExperiment } from '@deconv/experiments';
import { writeResults, type InvarianceResults } from '@deconv/results';
import { defineCommand } from 'citty';
import { join } from 'node:path';
import { argsOf } from './experiment/argsOf.js';
import { optionsOf } from './experiment/optionsOf.js';
import { portsOf } from './experiment/portsOf.js';
import { imagesOf } from './imagesOf.js';
import { interruptible } from './interruptible.js';
import { curves } from './invariance/curves.js';
import { movedImages } from './invariance/movedImages.js';
import { openModel, startBackend } from './openModel.js';
import {
  backendOption,
  fitOf,
  fitOption,
  imagesArgument,
  jsonOption,
  modelArguments,
} from './options.js';
import { readPng } from './pngOf.js';
import { wholeFolder } from './wholeFolder.js';
import { writeWhole } from './writeWhole.js';

const { options, summary } = EXPERIMENTS.invariance;
const FLAGS = { layers: { required: true } } as const;

export const invariance = defineCommand({
  args: {
    ...modelArguments,
    images: imagesArgument,
    ...argsOf(options, FLAGS),
    out: { type: 'string', description: 'folder to write: results.json, curves.svg, moved.png' },
    fit: fitOption,
    json: jsonOption,
    backend: backendOption,
  },
  async run({ args, rawArgs }) {
    const [asked, fit] = [optionsOf(options, { args, rawArgs }), fitOf(args.fit)];
    const backend = await startBackend(args.backend);
    const model = await openModel(args.model);
    const given = args._.slice(1);
    const { images, leftOut } = await imagesOf(given);
    const known = { source: args.model, model, backend, given, images: images.length, leftOut };
    return interruptible('interrupted; nothing is written', (signal) =>
      wholeFolder(args.out, async (folder) => {
        const ports = portsOf({ ...known, looked: images, fit, folder, signal });
        const results = await runExperiment(EXPERIMENTS.invariance, asked, ports);
        if (folder) await writeAll(folder, results);
        if (args.json) return writeResults(results);
        const written = args.out
          ? [`written: ${join(args.out, 'results.json')}, curves.svg, moved.png`]
          : [];
        return [...summary(results), ...written].join('\n');
      }),
    );
  },
});

/** Writes the document, and what is drawn of it for people. */
async function writeAll(folder: string, results: InvarianceResults): Promise<void> {
  const drawn = results.images.filter(({ picture }) => picture !== undefined);
  const framed = drawn.map(async ({ picture, fill }) => ({
    pixels: await readPng(join(folder, picture!)),
    fill,
  }));
  const { transform } = results.options;
  const moved = await movedImages(await Promise.all(framed), transform, results.images[0]!.values);
  await writeWhole([
    { path: join(folder, 'moved.png'), bytes: moved },
    { path: join(folder, 'curves.svg'), bytes: Buffer.from(curves(results)) },
    { path: join(folder, 'results.json'), bytes: Buffer.from(writeResults(results)) },
  ]);
}
