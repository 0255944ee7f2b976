import {
  project,
  type ActiveUnit,
  type ForwardRecord,
  type NetworkNode,
  type Projection,
  type ProjectionStep,
  type RuleName,
} from '@deconv/core';
import type { ChannelOrder } from '@deconv/pictures';
import type { SignalStep } from '@deconv/results';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { placeDetails } from './placeDetails.js';

/** Channels that a step shows. */
const SHOWN = 8;

interface Descending {
  rule: RuleName;
  /** Of the network's input. */
  channelOrder: ChannelOrder;
}

/**
 * The way of one unit's signal down to the pixels, step by step (Zeiler & Fergus 2013, Figure 1).
 * @param record of one image, as far as the unit's layer at least
 * @returns from the unit to the pixels; of each step the eight maps with the most signal, in their box
 * @throws RangeError for a unit that is not there
 */
export async function descend(
  record: ForwardRecord,
  unit: ActiveUnit,
  { rule, channelOrder }: Descending,
): Promise<SignalStep[]> {
  const kept: ProjectionStep[] = [];
  const keep = (step: ProjectionStep): void => void kept.push(keptStep(step));
  try {
    const [projection] = await project(record, [unit], { rule, onStep: keep });
    const steps = [startOf(record, unit)];
    for (const [i, step] of kept.entries()) {
      const made = await stepOf(step, record);
      const known = { record, rule, before: steps.at(-1)!.maps };
      steps.push({
        ...made,
        ...(followsAlone(kept, i) && (await placeDetails(step, made, known))),
      });
    }
    const input = record.network.nodes[0]!.name;
    return [...steps, pixelsOf(projection!, input, channelOrder)];
  } finally {
    for (const { arrived, passed, switches } of kept) tf.dispose([arrived, passed, switches ?? []]);
  }
}

/** Whether all that arrives at a step of one input comes from the one before it: branches meet elsewhere. */
const followsAlone = (steps: readonly ProjectionStep[], index: number): boolean =>
  !steps.some(({ input }, i) => input === steps[index]!.node && i !== index - 1);

/** With tensors that stay until they are disposed of. */
function keptStep({ arrived, passed, switches, ...step }: ProjectionStep): ProjectionStep {
  const keep = (tensor: Tensor4D): Tensor4D => tf.keep(tf.clone(tensor));
  return {
    ...{ ...step, arrived: keep(arrived), passed: keep(passed) },
    ...(switches && { switches: keep(switches) }),
  };
}

function startOf(
  { network }: ForwardRecord,
  { layer, channel, at: [top, left], activation }: ActiveUnit,
): SignalStep {
  return {
    step: 'unit',
    layer,
    box: { top, left, height: 1, width: 1 },
    channels: network.nodes[network.indexOf(layer)]!.op.shape.channels,
    maps: [{ channel, values: Float32Array.of(activation) }],
    active: { before: 1, after: 1 },
  };
}

/** The projection itself, colour by colour; one of grey pixels has the same values in all. */
function pixelsOf(
  { box, pixels }: Projection,
  layer: string,
  channelOrder: Descending['channelOrder'],
): SignalStep {
  const channels = pixels.length / (box.height * box.width);
  const order = channelOrder === 'BGR' ? [2, 1, 0] : [0, 1, 2];
  const maps = order.map((from, channel) => ({
    channel,
    values: Float32Array.from(pixels.filter((_, i) => i % channels === from % channels)),
  }));
  const active = maps.reduce((sum, { values }) => sum + count(values), 0);
  return {
    step: 'pixels',
    layer,
    box,
    channels: 3,
    maps,
    active: { before: active, after: active },
  };
}

async function stepOf(step: ProjectionStep, { network }: ForwardRecord): Promise<SignalStep> {
  const { arrived, passed, passedTo } = step;
  const node = network.nodes[step.node]!;
  const [before, after] = [await arrived.data<'float32'>(), await passed.data<'float32'>()];
  const [, height, width, channels] = passed.shape;
  const { top, left } = passedTo[0]!;
  const kind = kindOf(node, step);
  const maps = strongestMaps(after, channels);
  return {
    step: kind,
    layer: layerOf(network.nodes, step.node),
    box: { top, left, height, width },
    channels,
    maps,
    ...(kind === 'unpool' && { switches: await placesOf(step, node, maps, before) }),
    active: { before: count(before), after: count(after) },
  };
}

/** What an op does to a signal, in the paper's words. */
function kindOf({ op }: NetworkNode, { switches }: ProjectionStep): SignalStep['step'] {
  if (switches) return 'unpool';
  if (op.weights.filter ?? op.weights.kernel) return 'filter';
  return op.kind.includes('ReLU') ? 'rectify' : 'pass';
}

/** The layer that a node belongs to. */
const layerOf = (nodes: readonly NetworkNode[], index: number): string =>
  nodes.slice(index).find(({ layer }) => layer !== undefined)!.name;

const count = (values: Float32Array): number =>
  values.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0);

function strongestMaps(values: Float32Array, channels: number): SignalStep['maps'] {
  const sums = new Float64Array(channels);
  values.forEach((value, i) => (sums[i % channels]! += Math.abs(value)));
  const order = Array.from(sums.keys()).filter((channel) => sums[channel]! > 0);
  order.sort((a, b) => sums[b]! - sums[a]! || a - b);
  return order.slice(0, SHOWN).map((channel) => ({
    channel,
    values: Float32Array.from(
      { length: values.length / channels },
      (_, place) => values[place * channels + channel]!,
    ),
  }));
}

/** Where in the box below each signal of these channels was sent. */
async function placesOf(
  { switches, arrivedAt, passedTo, arrived }: ProjectionStep,
  { window: { rows, columns }, op }: NetworkNode,
  maps: SignalStep['maps'],
  signal: Float32Array,
): Promise<NonNullable<SignalStep['switches']>> {
  const taps = await switches!.data<'int32'>();
  const [, height, width, channels] = arrived.shape;
  const [from, to] = [arrivedAt[0]!, passedTo[0]!];
  const place = (i: number): [number, number] => {
    const [row, column] = [
      Math.floor(i / channels / width) % height,
      Math.floor(i / channels) % width,
    ];
    const tap = taps[i]!;
    const along = (axis: typeof rows, at: number, step: number): number =>
      op.whole ? step : at * axis.stride - axis.before + step * axis.dilation;
    const across = op.whole ? to.width : columns.size;
    return [
      along(rows, from.top + row, Math.floor(tap / across)) - to.top,
      along(columns, from.left + column, tap % across) - to.left,
    ];
  };
  return maps.map(({ channel }) => {
    const at: [number, number][] = [];
    for (let i = channel; i < signal.length; i += channels) if (signal[i] !== 0) at.push(place(i));
    return { channel, at };
  });
}
