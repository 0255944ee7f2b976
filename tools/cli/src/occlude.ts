import { RULE_NAMES, type RuleName } from '@deconv/core';
import type { Pixels } from '@deconv/datasets';
import { decodeImage, type Fit } from '@deconv/datasets/node';
import { type Colour, squareOf } from '@deconv/experiments';
import type { Model } from '@deconv/models';
import { classesOf, type Occlusion, requireAnswer, requireProjectable } from '@deconv/probes';
import { writeResults, type OccludeResults } from '@deconv/results';
import { defineCommand } from 'citty';
import { join } from 'node:path';
import { asUsage } from './asUsage.js';
import { documentHeader } from './documentHeader.js';
import { fillOf, fillOption } from './fill.js';
import { imagesOf } from './imagesOf.js';
import { interruptible } from './interruptible.js';
import { figure } from './occlude/figure.js';
import { slideOver } from './occlude/slideOver.js';
import { summary } from './occlude/summary.js';
import { strongestUnitsOver, unitIn } from './occlude/watchedUnits.js';
import { openModel, startBackend } from './openModel.js';
import {
  backendOption,
  fitOf,
  fitOption,
  jsonOption,
  modelArguments,
  oneOf,
  wholeNumber,
} from './options.js';
import { pngOf } from './pngOf.js';
import { wholeFolder } from './wholeFolder.js';
import { writeWhole } from './writeWhole.js';

export const occlude = defineCommand({
  meta: { name: 'occlude', description: 'Slide a square over an image and see what changes' },
  args: {
    ...modelArguments,
    image: { type: 'positional', required: true, description: 'an image' },
    size: { type: 'string', description: "side of the square in pixels; default: the image's / 7" },
    stride: { type: 'string', description: 'pixels between two places; default: size / 4' },
    fill: { ...fillOption, default: 'grey' },
    class: { type: 'string', description: 'number of the class; default: what the model answers' },
    layer: { type: 'string', description: 'whose map to watch; default: the deepest with places' },
    channel: { type: 'string', description: 'feature map; default: the strongest' },
    naive: { type: 'boolean', description: 'whole passes only: the same numbers, slower' },
    out: { type: 'string', description: 'folder to write: results.json, figure.png, its pictures' },
    others: {
      type: 'string',
      with: 'out',
      description: 'folder of images to project the map in, too',
    },
    k: {
      type: 'string',
      default: '3',
      with: 'others',
      description: 'in how many of the others, at most',
    },
    rule: {
      type: 'string',
      default: 'deconvnet',
      with: 'out',
      description: RULE_NAMES.join(', '),
    },
    fit: fitOption,
    json: jsonOption,
    backend: backendOption,
  },
  async run({ args }) {
    const task = taskOf(args);
    const backend = await startBackend(args.backend);
    const model = await openModel(args.model);
    requireAnswer(model);
    if (args.layer !== undefined) requireProjectable(model, args.layer);
    const others = args.others === undefined ? [] : (await imagesOf([args.others])).images;
    const size = model.preprocess.inputSize;
    const square = asUsage(() => squareOf(task.square, size));
    const sliding = { ...task.watched, ...square, naive: task.naive };
    const pixels = await decodeImage(args.image, { size, fit: task.fit });
    const colour = task.fill(pixels);
    return interruptible('interrupted; nothing is written', (signal) =>
      wholeFolder(args.out, async (folder) => {
        const result = await slideOver(model, pixels, colour, { ...sliding, signal });
        const subject = { args, task, model, backend, pixels, colour, result, others };
        return textOf(folder ? await writeAll(folder, subject, signal) : documentOf(subject), args);
      }),
    );
  },
});

type Said = Partial<Record<'size' | 'stride' | 'class' | 'channel' | 'layer', string | undefined>>;

/** @throws UsageError for a value that is none of its option */
function taskOf(
  args: Said &
    Record<'fill' | 'fit' | 'k' | 'rule', string> & { naive?: boolean | undefined } & {
      out?: string | undefined;
      others?: string | undefined;
    },
) {
  const read = (name: keyof Said, least: number): number | undefined =>
    args[name] === undefined ? undefined : wholeNumber(name, args[name], least);
  const [classIndex, channel] = [read('class', 0), read('channel', 0)];
  return {
    square: { size: read('size', 1), stride: read('stride', 1) },
    watched: {
      ...(classIndex !== undefined && { classIndex }),
      ...(channel !== undefined && { channel }),
      ...(args.layer !== undefined && { layer: args.layer }),
    },
    naive: args.naive ?? false,
    fill: fillOf(args.fill),
    fit: fitOf(args.fit),
    rule: oneOf('rule', args.rule, RULE_NAMES),
    k: wholeNumber('k', args.k, 1),
  };
}

interface Subject {
  args: { model: string; image: string; fill: string; others?: string | undefined };
  task: { rule: RuleName; fit: Fit; k: number };
  model: Model;
  backend: string;
  pixels: Pixels;
  colour: Colour;
  result: Occlusion;
  /** Other images. */
  others: string[];
}

function documentOf({ args, task, model, backend, colour, result, others }: Subject) {
  const given = [args.image, ...(args.others === undefined ? [] : [args.others])];
  const known = { source: args.model, model, backend, given, images: 1 + others.length };
  return {
    ...documentHeader(known),
    probe: 'occlude',
    options: { fill: args.fill, fit: task.fit, rule: task.rule },
    image: args.image,
    fill: colour,
    ...result,
    classes: classesOf(result, model.labels),
  } satisfies OccludeResults;
}

/** Writes the document with all its pictures. */
async function writeAll(
  folder: string,
  subject: Subject,
  signal: AbortSignal,
): Promise<OccludeResults> {
  const { args, task, model, pixels, result, others } = subject;
  const { layer, channel } = result;
  const watching = { layer, channel, rule: task.rule, fit: task.fit, folder, signal };
  const unit = await unitIn(model, args.image, pixels, watching);
  const found = others.length
    ? await strongestUnitsOver(model, others, task.k, watching)
    : { units: [], skipped: [] };
  const plain = documentOf(subject);
  const results: OccludeResults = {
    ...plain,
    data: { ...plain.data, skipped: found.skipped },
    picture: 'image.png',
    unit,
    others: found.units,
  };
  await writeWhole([
    { path: join(folder, 'image.png'), bytes: await pngOf(pixels) },
    { path: join(folder, 'results.json'), bytes: Buffer.from(writeResults(results)) },
  ]);
  await writeWhole([{ path: join(folder, 'figure.png'), bytes: await figure(folder, results) }]);
  return results;
}

function textOf(
  results: OccludeResults,
  { json, out }: { json?: boolean | undefined; out?: string | undefined },
): string {
  if (json) return writeResults(results);
  const written = out ? [`written: ${join(out, 'figure.png')}, results.json`] : [];
  return [...summary(results), ...written].join('\n');
}
