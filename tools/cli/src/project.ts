import {
  project as projectUnits,
  RULE_NAMES,
  requireUnit,
  strongestUnits,
  type ActiveUnit,
  type ForwardRecord,
} from '@deconv/core';
import type { Pixels } from '@deconv/datasets';
import { decodeImage } from '@deconv/datasets/node';
import type { Box } from '@deconv/geometry';
import { defineCommand } from 'citty';
import { forwardPhoto } from './forwardPhoto.js';
import { npy } from './npy.js';
import { openModel, startBackend } from './openModel.js';
import {
  backendOption,
  fitOf,
  fitOption,
  jsonOption,
  modelArgument,
  oneOf,
  requireNoMore,
  wholeNumber,
} from './options.js';
import { picture } from './picture.js';
import { requireProjectable } from './requireReadable.js';
import { summarize, wholeProjection } from './summarize.js';
import { UsageError } from './UsageError.js';
import { writeWhole, type FileToWrite } from './writeWhole.js';

export const project = defineCommand({
  meta: {
    name: 'project',
    description: 'Trace one unit of a layer back to the pixels of an image',
  },
  args: {
    model: modelArgument,
    image: { type: 'positional', required: true, description: 'an image' },
    layer: { type: 'string', required: true, description: 'name of the layer (see inspect)' },
    channel: { type: 'string', description: 'feature map; default: the strongest' },
    at: { type: 'string', description: 'ROW,COL in the map; default: the strongest' },
    rule: { type: 'string', default: 'deconvnet', description: RULE_NAMES.join(', ') },
    out: { type: 'string', description: 'PNG to write: patch and projection side by side' },
    npy: { type: 'string', description: 'NumPy file to write: float32 [height, width, 3], RGB' },
    fit: fitOption,
    json: jsonOption,
    backend: backendOption,
  },
  async run({ args }) {
    requireNoMore(args._, ['model', 'image']);
    const rule = oneOf('rule', args.rule, RULE_NAMES);
    const channel =
      args.channel === undefined ? undefined : wholeNumber('channel', args.channel, 0);
    const at = args.at === undefined ? undefined : positionOf(args.at);
    const fit = fitOf(args.fit);
    const backend = await startBackend(args.backend);
    const model = await openModel(args.model);
    requireProjectable(model, args.layer);
    const pixels = await decodeImage(args.image, { size: model.preprocess.inputSize, fit });
    const record = forwardPhoto(model, pixels);
    const unit = await chooseUnit(record, args.layer, channel, at);
    const [projection] = await projectUnits(record, [unit], { rule });
    record.dispose();
    const side: [number, number] = [pixels.height, pixels.width];
    const whole = wholeProjection(projection!, side, model.preprocess.channelOrder);
    const field = projection!.box;
    await writeWhole(await filesOf(args, pixels, whole, field));
    const { top, left, height, width } = field;
    const result = {
      layer: unit.layer,
      channel: unit.channel,
      at: unit.at,
      activation: unit.activation,
      rule,
      backend,
      receptiveField: { top, left, height, width },
      projection: summarize(projection!, side),
    };
    if (args.json) return JSON.stringify(result, undefined, 2);
    return [
      `${unit.layer}, channel ${unit.channel}, at row ${unit.at[0]}, column ${unit.at[1]}: activation ${unit.activation.toPrecision(5)}`,
      `receptive field: rows ${top}–${top + height - 1}, columns ${left}–${left + width - 1}`,
      `projection (${rule}, on ${backend}): from ${result.projection.min.toPrecision(4)} to ${result.projection.max.toPrecision(4)}`,
      ...[args.out, args.npy].filter(Boolean).map((path) => `written: ${path}`),
    ].join('\n');
  },
});

async function filesOf(
  { npy: array, out }: { npy?: string | undefined; out?: string | undefined },
  pixels: Pixels,
  whole: Float32Array,
  field: Box,
): Promise<FileToWrite[]> {
  const { height, width } = pixels;
  return [
    ...(array ? [{ path: array, bytes: npy(whole, [height, width, 3]) }] : []),
    ...(out ? [{ path: out, bytes: await picture(pixels, whole, field) }] : []),
  ];
}

function positionOf(text: string): [number, number] {
  const [row, column, ...rest] = text.split(',');
  if (row === undefined || column === undefined || rest.length > 0)
    throw new UsageError(`--at is "${text}"; expected ROW,COL`);
  return [wholeNumber('at', row, 0), wholeNumber('at', column, 0)];
}

/** The unit asked for; what is left open is chosen by the strongest activation. */
async function chooseUnit(
  record: ForwardRecord,
  layer: string,
  channel: number | undefined,
  at: [number, number] | undefined,
): Promise<ActiveUnit> {
  requireUnit(record.network, { layer, channel: channel ?? 0, at: at ?? [0, 0] });
  const map = record.activation(layer);
  if (!at) {
    const units = await strongestUnits(record, layer);
    return channel === undefined ? units[0]! : units.find((unit) => unit.channel === channel)!;
  }
  const [, , width, channels] = map.shape;
  const values = (await map.data())
    .subarray((at[0] * width + at[1]) * channels)
    .subarray(0, channels);
  const chosen = channel ?? values.indexOf(Math.max(...values));
  return { layer, channel: chosen, at, activation: values[chosen]! };
}
