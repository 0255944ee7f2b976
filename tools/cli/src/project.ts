import {
  project as projectUnits,
  RULE_NAMES,
  requireUnit,
  strongestUnits,
  type ActiveUnit,
  type ForwardRecord,
} from '@deconv/core';
import { decodeImage } from '@deconv/datasets/node';
import type { Box } from '@deconv/geometry';
import { asSeen, recordOf, type Model } from '@deconv/models';
import type { Pixels } from '@deconv/pictures';
import { descend, requireProjectable } from '@deconv/probes';
import { CONTROLS, projectedSchema, requireForm, type Projected } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import type { projectArguments } from './arguments/project.js';
import type { Typed } from './arguments/Typed.js';
import { computedOn } from './backend/computedOn.js';
import { startBackend } from './backend/startBackend.js';
import { interruptible } from './interruptible.js';
import { npy } from './npy.js';
import { openModel } from './openModel.js';
import { openingOf } from './modelArguments.js';
import { fitOf, oneOf, wholeNumber } from './options.js';
import { controlLines, controlsOf } from './project/controlsOf.js';
import { picture, type DrawnControl } from './project/picture.js';
import { writeSteps } from './project/writeSteps.js';
import { summarize, wholeProjection } from './summarize.js';
import { UsageError } from './UsageError.js';
import { writeWhole, type FileToWrite } from './writeWhole.js';

export async function project({ args }: Typed<typeof projectArguments>) {
  const options = optionsOf(args);
  const { fit } = options;
  const backend = await startBackend(args);
  const model = await openModel(args.model, openingOf(args));
  requireProjectable(model, args.layer, options.rule);
  const { preprocess } = model;
  const decoded = await decodeImage(args.image, { size: preprocess.inputSize, fit });
  const pixels = asSeen(decoded, preprocess);
  return interruptible('interrupted; nothing is written', (signal) =>
    projected({ args, options, backend, model, pixels, signal }),
  );
}

interface Subject {
  args: {
    model: string;
    image: string;
    layer: string;
    json?: boolean | undefined;
  } & Partial<Record<'out' | 'npy' | 'steps', string | undefined>>;
  options: ReturnType<typeof optionsOf>;
  backend: string;
  model: Model;
  pixels: Pixels;
  signal: AbortSignal;
}

/** Projects a unit, and writes what was asked for. @returns what to print */
async function projected({ args, options, backend: started, model, pixels, signal }: Subject) {
  const backend = computedOn(started, model.network);
  const { rule, control, seed, channel, at, fit } = options;
  const record = await recordOf(model, pixels);
  const unit = await chooseUnit(record, args.layer, channel, at);
  const [projection] = await projectUnits(record, [unit], { rule });
  const { channelOrder } = model.preprocess;
  const steps = args.steps ? await descend(record, unit, { rule, channelOrder }) : [];
  record.dispose();
  const side: [number, number] = [pixels.height, pixels.width];
  const whole = wholeProjection(projection!, side, channelOrder);
  const field = projection!.box;
  const controlling = { rule, seed, signal };
  const controls = control ? await controlsOf(model, pixels, unit, control, controlling) : [];
  await writeWhole(await filesOf(args, { pixels, whole, field, controls }));
  const subject = { args, model, backend: started, rule, fit, pixels, unit };
  if (args.steps) await writeSteps(args.steps, { ...subject, projection: projection!, steps });
  const { layer, at: place, activation } = unit;
  const result: Projected = {
    ...{ layer, channel: unit.channel, at: place, activation, rule, backend },
    receptiveField: field,
    projection: summarize(projection!, side),
    ...(control && { controls: controls.map(saidOf) }),
  };
  requireForm(projectedSchema, result, 'this projection cannot be told');
  if (args.json) return JSON.stringify(result, undefined, 2);
  return [
    ...unitLines(unit, field),
    `projection (${rule}, on ${backend}): from ${result.projection.min.toPrecision(4)} to ${result.projection.max.toPrecision(4)}`,
    ...controlLines(controls),
    ...[args.out, args.npy, args.steps].filter(Boolean).map((path) => `written: ${path}`),
  ].join('\n');
}

type Args = Partial<Record<'control' | 'channel' | 'at', string | undefined>>;

/** @throws UsageError for a value that is none of its option */
function optionsOf(args: Args & Record<'rule' | 'seed' | 'fit', string>) {
  const { control, channel, at } = args;
  return {
    rule: oneOf('rule', args.rule, RULE_NAMES),
    control: control === undefined ? undefined : oneOf('control', control, CONTROLS),
    seed: wholeNumber('seed', args.seed, 0),
    channel: channel === undefined ? undefined : wholeNumber('channel', channel, 0),
    at: at === undefined ? undefined : positionOf(at),
    fit: fitOf(args.fit),
  };
}

function unitLines({ layer, channel, at, activation }: ActiveUnit, field: Box): string[] {
  const { top, left, height, width } = field;
  return [
    `${visibleName(layer)}, channel ${channel}, at row ${at[0]}, column ${at[1]}: activation ${activation.toPrecision(5)}`,
    `receptive field: rows ${top}–${top + height - 1}, columns ${left}–${left + width - 1}`,
  ];
}

async function filesOf(
  { npy: array, out }: { npy?: string | undefined; out?: string | undefined },
  { pixels, whole, field, controls }: Drawn,
): Promise<FileToWrite[]> {
  const { height, width } = pixels;
  const drawn = { seen: pixels, projection: whole, field, controls };
  return [
    ...(array ? [{ path: array, bytes: npy(whole, [height, width, 3]) }] : []),
    ...(out ? [{ path: out, bytes: await picture(drawn) }] : []),
  ];
}

const saidOf = ({ replaced, similarity }: DrawnControl) => ({ replaced, similarity });

interface Drawn {
  pixels: Pixels;
  /** float32 [height, width, 3] of the whole input, RGB. */
  whole: Float32Array;
  field: Box;
  controls: DrawnControl[];
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
