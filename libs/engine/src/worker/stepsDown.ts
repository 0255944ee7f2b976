import {
  project,
  requireUnit,
  type ForwardRecord,
  type NetworkNode,
  type ProjectionStep,
} from '@deconv/core';
import type { Preprocess } from '@deconv/models';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { RuleName, StepView, UnitAddress } from '../contract.js';
import { activationAt } from './activationAt.js';
import { unitView } from './unitView.js';

/** Channels that a step shows. */
const SHOWN = 8;

/** The way of one unit's signal down to the pixels, step by step. */
export async function stepsDown(
  record: ForwardRecord,
  unit: UnitAddress,
  rule: RuleName,
  preprocess: Preprocess,
): Promise<StepView[]> {
  const { network } = record;
  requireUnit(network, unit);
  const kept: ProjectionStep[] = [];
  const keep = (step: ProjectionStep): void => void kept.push(keptStep(step));
  try {
    const projections = await project(record, [unit], { rule, onStep: keep });
    const activation = await activationAt(record, unit);
    const steps: StepView[] = [];
    for (const step of kept) steps.push(await viewOf(step, record));
    const view = unitView({ ...unit, activation }, projections[0]!, rule, preprocess);
    return [startOf(record, unit, activation), ...steps, pixelsOf(view, network.nodes[0]!.name)];
  } finally {
    for (const { arrived, passed, switches } of kept)
      tf.dispose([arrived, passed, ...(switches ? [switches] : [])]);
  }
}

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
  { layer, channel, at: [top, left] }: UnitAddress,
  activation: number,
): StepView {
  return {
    step: 'unit',
    layer,
    box: { top, left, height: 1, width: 1 },
    channels: network.nodes[network.indexOf(layer)]!.op.shape.channels,
    maps: [{ channel, values: Float32Array.of(activation) }],
    active: { before: 1, after: 1 },
  };
}

/** The projection itself, colour by colour. */
function pixelsOf(
  { receptiveField: box, projection }: ReturnType<typeof unitView>,
  layer: string,
): StepView {
  const maps = [0, 1, 2].map((channel) => ({
    channel,
    values: projection.filter((_, i) => i % 3 === channel),
  }));
  const active = count(projection);
  return {
    step: 'pixels',
    layer,
    box,
    channels: 3,
    maps,
    active: { before: active, after: active },
  };
}

async function viewOf(step: ProjectionStep, { network }: ForwardRecord): Promise<StepView> {
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
function kindOf({ op }: NetworkNode, { switches }: ProjectionStep): StepView['step'] {
  if (switches) return 'unpool';
  if (op.weights.filter ?? op.weights.kernel) return 'filter';
  return op.kind.includes('ReLU') ? 'rectify' : 'pass';
}

/** The layer that a node belongs to. */
const layerOf = (nodes: readonly NetworkNode[], index: number): string =>
  nodes.slice(index).find(({ layer }) => layer !== undefined)!.name;

const count = (values: Float32Array): number =>
  values.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0);

function strongestMaps(values: Float32Array, channels: number): StepView['maps'] {
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
  maps: StepView['maps'],
  signal: Float32Array,
): Promise<NonNullable<StepView['switches']>> {
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
