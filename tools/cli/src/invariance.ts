import type { Fit } from '@deconv/datasets/node';
import { toInput, type Model } from '@deconv/models';
import type { Colour, Pixels } from '@deconv/pictures';
import {
  className,
  inputColour,
  invariance as moveImage,
  meanScores,
  requireAnswer,
  requireProjectable,
  type TransformName,
  TRANSFORMS,
  valuesOf,
} from '@deconv/probes';
import { writeResults, type InvarianceResults } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import { defineCommand } from 'citty';
import { join } from 'node:path';
import { documentHeader } from './documentHeader.js';
import { eachImage, skippedLines } from './eachImage.js';
import { fillOf, fillOption } from './fill.js';
import { forwardPhoto } from './forwardPhoto.js';
import { imagesOf } from './imagesOf.js';
import { interruptible } from './interruptible.js';
import { curves } from './invariance/curves.js';
import { movedImages, type Framed } from './invariance/movedImages.js';
import { steps } from './invariance/steps.js';
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
  oneOf,
  wholeNumber,
} from './options.js';
import { pngOf } from './pngOf.js';
import { table } from './table.js';
import { wholeFolder } from './wholeFolder.js';
import { writeWhole } from './writeWhole.js';

/** Images that are drawn, of however many are measured. */
const DRAWN = 8;

export const invariance = defineCommand({
  args: {
    ...modelArguments,
    images: imagesArgument,
    transform: { type: 'string', required: true, description: TRANSFORMS.join(', ') },
    layers: layersOption,
    from: { type: 'string', description: "first value; default: the paper's, by input size" },
    to: { type: 'string', description: 'last value: pixels down or right, factor, degrees' },
    step: { type: 'string', description: 'from one value to the next' },
    class: { type: 'string', description: 'number of the class; default: what the model answers' },
    fill: { ...fillOption, default: 'mean' },
    out: { type: 'string', description: 'folder to write: results.json, curves.svg, moved.png' },
    fit: fitOption,
    json: jsonOption,
    backend: backendOption,
  },
  async run({ args, rawArgs }) {
    const transform = oneOf('transform', args.transform, TRANSFORMS);
    const layers = everyValue('layers', rawArgs);
    const classIndex = args.class === undefined ? undefined : wholeNumber('class', args.class, 0);
    const [fill, fit] = [fillOf(args.fill), fitOf(args.fit)];
    const backend = await startBackend(args.backend);
    const model = await openModel(args.model);
    requireAnswer(model);
    for (const layer of layers) requireProjectable(model, layer);
    const range = steps(transform, args, model.preprocess.inputSize);
    const given = args._.slice(1);
    const { images, leftOut } = await imagesOf(given);
    const task = { transform, values: valuesOf(range), layers, classIndex, fill, fit };
    return interruptible('interrupted; nothing is written', (signal) =>
      wholeFolder(args.out, async (folder) => {
        const measured = await measure(model, images, { ...task, signal });
        const known = { source: args.model, model, backend, given, images: images.length, leftOut };
        const found: InvarianceResults = {
          ...documentHeader({ ...known, skipped: measured.skipped }),
          probe: 'invariance',
          options: { transform, ...range, layers, fill: args.fill, fit },
          images: measured.found,
          score: meanScores(measured.found, layers),
        };
        const results = folder ? await writeAll(folder, found, measured.framed) : found;
        return args.json ? writeResults(results) : summaryOf(results, args.out);
      }),
    );
  },
});

interface Task {
  transform: TransformName;
  values: number[];
  layers: string[];
  classIndex: number | undefined;
  fill: (image: Pixels) => Colour;
  fit: Fit;
  signal: AbortSignal;
}

/** What was found in each image, and the first ones for drawing. */
async function measure(
  model: Model,
  images: readonly string[],
  { fill: fillOfImage, fit, signal, classIndex, ...task }: Task,
) {
  const found: InvarianceResults['images'] = [];
  const framed: Framed[] = [];
  const { preprocess, network } = model;
  const looking = { size: preprocess.inputSize, fit, signal };
  const skipped = await eachImage(images, looking, async (pixels, index) => {
    const colour = fillOfImage(pixels);
    forwardPhoto(model, pixels).dispose(); // says which layer is broken, if any
    const x = toInput(pixels, preprocess);
    const fill = inputColour(colour, preprocess);
    const asked = { ...task, fill, signal, ...(classIndex !== undefined && { classIndex }) };
    const measured = await moveImage(network, x, asked).finally(() => x.dispose());
    const label = className(model.labels, measured.classIndex);
    found.push({ image: images[index]!, fill: colour, label, ...measured });
    if (framed.length < DRAWN) framed.push({ pixels, fill: colour });
  });
  return { found, framed, skipped };
}

/** Writes the document with its pictures. @returns it, with their names */
async function writeAll(
  folder: string,
  found: InvarianceResults,
  framed: readonly Framed[],
): Promise<InvarianceResults> {
  const moved = await movedImages(framed, found.options.transform, found.images[0]!.values);
  const images = found.images.map((image, i) =>
    i < framed.length ? { ...image, picture: `image-${i + 1}.png` } : image,
  );
  const results = { ...found, images };
  const seen = await Promise.all(framed.map(({ pixels }) => pngOf(pixels)));
  await writeWhole([
    ...seen.map((bytes, i) => ({ path: join(folder, images[i]!.picture!), bytes })),
    { path: join(folder, 'moved.png'), bytes: moved },
    { path: join(folder, 'curves.svg'), bytes: Buffer.from(curves(results)) },
    { path: join(folder, 'results.json'), bytes: Buffer.from(writeResults(results)) },
  ]);
  return results;
}

function summaryOf(results: InvarianceResults, folder: string | undefined): string {
  const { images, options, score, data } = results;
  const { transform, from, to, step } = options;
  const layers = options.layers.map((layer) => [
    layer,
    score[layer]?.toFixed(3) ?? '–',
    Math.max(...images.flatMap(({ distance }) => distance[layer]!)).toPrecision(4),
  ]);
  const answers = images.map(({ image, label, probability, values }) => {
    const least = Math.min(...probability);
    const at = values[probability.indexOf(least)]!;
    return `${visibleName(image)}: ${visibleName(label)}, least probable (${(100 * least).toFixed(1)} %) at ${at}`;
  });
  return [
    `${transform} from ${from} to ${to} by ${step}`,
    ...skippedLines(data),
    '',
    table(['layer', 'invariance', 'largest distance'], layers),
    '(invariance: 1 where features stay the same, 0 where they have nothing in common)',
    '',
    ...answers,
    ...(folder ? [`written: ${join(folder, 'results.json')}, curves.svg, moved.png`] : []),
  ].join('\n');
}
