import type { Pixels } from '@deconv/datasets';
import type { Fit } from '@deconv/datasets/node';
import { type Colour, squareSizeOf } from '@deconv/experiments';
import type { Model } from '@deconv/models';
import {
  correspond as compareChanges,
  networkUpTo,
  partMasks,
  randomMasks,
  requireProjectable,
  streams,
} from '@deconv/probes';
import { writeResults, type CorrespondResults } from '@deconv/results';
import { defineCommand } from 'citty';
import { basename, join } from 'node:path';
import { asUsage } from './asUsage.js';
import { maskableImages } from './correspond/maskableImages.js';
import { masksPicture } from './correspond/masksPicture.js';
import { matchLandmarks, type Matched } from './correspond/matchLandmarks.js';
import { readLandmarks } from './correspond/readLandmarks.js';
import { summary } from './correspond/summary.js';
import { documentHeader } from './documentHeader.js';
import { fillOf, fillOption } from './fill.js';
import { interruptible } from './interruptible.js';
import { openModel, startBackend } from './openModel.js';
import {
  backendOption,
  everyValue,
  fitOf,
  fitOption,
  imagesArgument,
  jsonOption,
  layersOption,
  modelArguments,
  wholeNumber,
} from './options.js';
import { progress } from './progress.js';
import { wholeFolder } from './wholeFolder.js';
import { writeWhole } from './writeWhole.js';

export const correspond = defineCommand({
  meta: {
    name: 'correspond',
    description: 'Mask a part in several images and see whether features change alike',
  },
  args: {
    ...modelArguments,
    images: imagesArgument,
    landmarks: {
      type: 'string',
      required: true,
      description: 'JSON: {"images": {"file.jpg": {"part": [x, y]}}}, fractions of width, height',
    },
    layers: layersOption,
    size: { type: 'string', description: "side of the square in pixels; default: the image's / 7" },
    draws: { type: 'string', default: '20', description: 'squares at random, of each kind' },
    seed: { type: 'string', default: '0', description: 'of the random squares, and the intervals' },
    fill: { ...fillOption, default: 'mean' },
    out: { type: 'string', description: 'folder to write: results.json, masks.png' },
    fit: fitOption,
    json: jsonOption,
    backend: backendOption,
  },
  async run({ args, rawArgs }) {
    const asked = optionsOf(args, everyValue('layers', rawArgs));
    const landmarks = await readLandmarks(args.landmarks);
    const given = args._.slice(1);
    const matched = await matchLandmarks(given, landmarks, args.landmarks);
    const { marked, skipped, leftOut, missing } = matched;
    const backend = await startBackend(args.backend);
    const model = await openModel(args.model);
    for (const layer of asked.layers) requireProjectable(model, layer);
    const { size: said, ...rest } = asked;
    const size = asUsage(() => squareSizeOf(said, model.preprocess.inputSize));
    return interruptible('interrupted; nothing is written', (signal) =>
      wholeFolder(args.out, async (folder) => {
        const found = await measure(model, marked, { ...rest, size, signal });
        const total = marked.length + skipped.length;
        const known = { source: args.model, model, backend, given, images: total, leftOut };
        const { layers, draws, seed, fit } = asked;
        const results: CorrespondResults = {
          ...documentHeader({ ...known, skipped: [...skipped, ...found.skipped] }),
          probe: 'correspond',
          options: {
            layers,
            size,
            draws,
            seed,
            fill: args.fill,
            fit,
            landmarks: basename(args.landmarks),
          },
          skippedParts: found.skippedParts,
          parts: found.parts,
        };
        const text = writeResults(results);
        if (folder) await writeFolder(folder, text, found);
        if (args.json) return text;
        const written = args.out ? [`written: ${join(args.out, 'results.json')}, masks.png`] : [];
        return [summary(results, missing), ...written].join('\n');
      }),
    );
  },
});

/** @throws UsageError for a value that is none of its option */
function optionsOf(
  args: Record<'draws' | 'seed' | 'fill' | 'fit', string> & { size?: string | undefined },
  layers: string[],
) {
  return {
    layers,
    ...(args.size !== undefined && { size: wholeNumber('size', args.size, 1) }),
    draws: wholeNumber('draws', args.draws, 1),
    seed: wholeNumber('seed', args.seed, 0),
    fill: fillOf(args.fill),
    fit: fitOf(args.fit),
  };
}

interface Task {
  layers: string[];
  size: number;
  draws: number;
  seed: number;
  fill: (image: Pixels) => Colour;
  fit: Fit;
  signal: AbortSignal;
}

/** Masks the parts, and as many places at random, and compares what changes. */
async function measure(model: Model, marked: Matched['marked'], task: Task) {
  const { layers, size, draws, seed, signal } = task;
  const part = { ...model, network: networkUpTo(model.network, layers) };
  const looked = await maskableImages(part, marked, task);
  const { images, skippedParts } = looked;
  const random = streams(seed);
  const extent = part.network.input;
  const masks = {
    ...partMasks(
      marked.flatMap(({ marks }) => [...marks.keys()]),
      images.map(({ boxes }) => boxes),
      skippedParts,
    ),
    ...randomMasks({ images: images.length, draws, size, extent, random }),
  };
  let report: ReturnType<typeof progress> | undefined;
  const parts = await compareChanges(part.network, images, masks, {
    layers,
    random,
    signal,
    onProgress: ({ done, total }) => (report ??= progress(total, 'passes'))(done),
  });
  return { ...looked, masks, parts };
}

/** Of masks at random the first is drawn. */
async function writeFolder(
  folder: string,
  text: string,
  { images, masks }: Awaited<ReturnType<typeof measure>>,
): Promise<void> {
  const first = Object.entries(masks).map(([part, draws]) => [part, draws[0]!] as const);
  const drawn = await masksPicture(
    images.map(({ pixels }) => pixels),
    Object.fromEntries(first),
  );
  await writeWhole([
    { path: join(folder, 'masks.png'), bytes: drawn },
    { path: join(folder, 'results.json'), bytes: Buffer.from(text) },
  ]);
}
