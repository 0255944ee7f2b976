import type { Pixels } from '@deconv/datasets';
import { decodeImage } from '@deconv/datasets/node';
import { toInput, type Model } from '@deconv/models';
import { occlude as slideSquare, type Occlusion, type OcclusionProgress } from '@deconv/probes';
import { defineCommand } from 'citty';
import { fillOf, fillOption, inputColour, type Colour } from './fill.js';
import { forwardPhoto } from './forwardPhoto.js';
import { occlusionPicture } from './occlusionPicture.js';
import { openModel, startBackend } from './openModel.js';
import {
  backendOption,
  fitOf,
  fitOption,
  jsonOption,
  modelArgument,
  requireNoMore,
  wholeNumber,
} from './options.js';
import { requireAnswer, requireProjectable } from './requireReadable.js';
import { writeWhole } from './writeWhole.js';

export const occlude = defineCommand({
  meta: { name: 'occlude', description: 'Slide a square over an image and see what changes' },
  args: {
    model: modelArgument,
    image: { type: 'positional', required: true, description: 'an image' },
    size: { type: 'string', description: "side of the square in pixels; default: the image's / 7" },
    stride: { type: 'string', description: 'pixels between two places; default: size / 4' },
    fill: { ...fillOption, default: 'grey' },
    class: { type: 'string', description: 'number of the class; default: what the model answers' },
    layer: { type: 'string', description: 'whose map to watch; default: the deepest with places' },
    channel: { type: 'string', description: 'feature map; default: the strongest' },
    naive: { type: 'boolean', description: 'whole passes only: the same numbers, slower' },
    out: { type: 'string', description: 'PNG to write: the image, activity, probability, labels' },
    fit: fitOption,
    json: jsonOption,
    backend: backendOption,
  },
  async run({ args }) {
    requireNoMore(args._, ['model', 'image']);
    const asked = numbersOf(args);
    const fill = fillOf(args.fill);
    const fit = fitOf(args.fit);
    const backend = await startBackend(args.backend);
    const model = await openModel(args.model);
    requireAnswer(model);
    if (args.layer !== undefined) requireProjectable(model, args.layer);
    const side = model.preprocess.inputSize;
    const pixels = await decodeImage(args.image, { size: side, fit });
    const { size = Math.max(1, Math.round(side / 7)), ...rest } = asked;
    const { stride = Math.max(1, Math.round(size / 4)), ...watched } = rest;
    const colour = fill(pixels);
    const options = {
      ...watched,
      size,
      stride,
      naive: args.naive ?? false,
      ...(args.layer !== undefined && { layer: args.layer }),
    };
    const result = await slideOver(model, pixels, colour, options);
    const drawn = { pixels, result, colour, labels: model.labels };
    if (args.out) await writeWhole([{ path: args.out, bytes: await occlusionPicture(drawn) }]);
    if (args.json) return JSON.stringify({ ...result, fill: colour, backend }, undefined, 2);
    return [...linesOf(result, model), ...(args.out ? [`written: ${args.out}`] : [])].join('\n');
  },
});

type NumberOption = 'size' | 'stride' | 'class' | 'channel';

function numbersOf(args: Partial<Record<NumberOption, string | undefined>>) {
  const read = (name: NumberOption, least: number): number | undefined =>
    args[name] === undefined ? undefined : wholeNumber(name, args[name], least);
  const [size, stride] = [read('size', 1), read('stride', 1)];
  const [classIndex, channel] = [read('class', 0), read('channel', 0)];
  return {
    ...(size !== undefined && { size }),
    ...(stride !== undefined && { stride }),
    ...(classIndex !== undefined && { classIndex }),
    ...(channel !== undefined && { channel }),
  };
}

async function slideOver(
  model: Model,
  pixels: Pixels,
  colour: Colour,
  options: { size: number; stride: number },
): Promise<Occlusion> {
  forwardPhoto(model, pixels).dispose(); // says which layer is broken, if any
  const x = toInput(pixels, model.preprocess);
  try {
    return await slideSquare(model.network, x, {
      ...options,
      fill: inputColour(colour, model.preprocess),
      onProgress: showProgress,
    });
  } finally {
    x.dispose();
  }
}

/** In one line of a terminal; a log gets none, as places are done within seconds. */
function showProgress({ done, total }: OcclusionProgress): void {
  const { stderr } = process;
  if (stderr.isTTY) stderr.write(`\r${done} of ${total} places${done === total ? '\n' : ''}`);
}

function linesOf({ grid, clean, macs, ...result }: Occlusion, { labels }: Model): string[] {
  const nameOf = (index: number): string => labels[index] ?? `class ${index}`;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const span = (maps: number[][]): [number, number] => {
    const values = maps.flat();
    return [Math.min(...values), Math.max(...values)];
  };
  const [least, most] = span(result.probability);
  const [low, high] = span(result.activity);
  const others = new Set(result.label.flat().filter((label) => label !== clean.label));
  return [
    `a square of ${grid.size} at ${grid.rows}×${grid.cols} places, every ${grid.stride} pixels`,
    `${nameOf(result.classIndex)}: ${percent(clean.probability)}, with the square ${percent(least)}–${percent(most)}`,
    `${result.layer}, channel ${result.channel}: activity ${clean.activity.toPrecision(5)}, with the square ${low.toPrecision(5)}–${high.toPrecision(5)}`,
    `most probable elsewhere: ${[...others].map(nameOf).join('; ') || `nothing but ${nameOf(clean.label)}`}`,
    `multiply-adds: ${macs.executed.toExponential(3)}, ${(macs.naive / macs.executed).toFixed(2)} times fewer than whole passes`,
  ];
}
