import type { ForwardRecord, ProjectionStep, RuleName } from '@deconv/core';
import type { SignalStep } from '@deconv/results';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';

type Maps = SignalStep['maps'];

/**
 * What a value of a step is made of beside the signal before it: the window, what was recorded on the way up, and the weights
 * between the maps that are shown.
 * @param before maps of the signal that arrives
 */
export async function placeDetails(
  { node: index, input }: ProjectionStep,
  made: SignalStep,
  { record, before, rule }: { record: ForwardRecord; before: Maps; rule: RuleName },
): Promise<Pick<SignalStep, 'window' | 'recorded' | 'filters'>> {
  const { op, window } = record.network.nodes[index]!;
  if (made.maps.length === 0) return {};
  if (made.step === 'unpool') return { window, ...(await recordedIn(record, input, made)) };
  if (made.step === 'rectify' && rule !== 'deconvnet') return recordedIn(record, index, made);
  // Filters of other kinds lie otherwise.
  if (op.kind !== 'Conv2D') return {};
  const filter = op.weights['filter'] as Tensor4D;
  const filters = await weightsBetween(filter, made.channels, before, made.maps);
  return { window, filters };
}

/** What a node gave at a step's box, in the maps that are shown; nothing where it is not recorded. */
async function recordedIn(
  record: ForwardRecord,
  node: number,
  { box: { top, left, height, width }, maps }: SignalStep,
): Promise<Pick<SignalStep, 'recorded'>> {
  if (record.network.nodes[node]!.layer === undefined) return {};
  const values = await numbersOf(() => {
    const there = tf.slice(record.valueAt(node), [0, top, left, 0], [1, height, width, -1]);
    return tf.transpose(tf.gather(there, numbersIn(maps), 3), [3, 0, 1, 2]);
  });
  return {
    recorded: maps.map(({ channel }, i) => {
      return { channel, values: piece(values, i, height * width) };
    }),
  };
}

/**
 * Of each map before a filter and each after it, the weights that lead from one to the other. Of groups, those within.
 * @param filter [height, width, channels in / groups, channels out]
 */
async function weightsBetween(
  filter: Tensor4D,
  channels: number,
  before: Maps,
  after: Maps,
): Promise<NonNullable<SignalStep['filters']>> {
  const [rows, columns, read, made] = filter.shape;
  const madeByGroup = (made * read) / channels;
  const weights = await numbersOf(() => {
    const some = tf.gather(tf.gather(filter, numbersIn(before), 3), numbersIn(after, read), 2);
    return tf.transpose(some, [3, 2, 0, 1]);
  });
  return before.flatMap(({ channel: from }, i) =>
    after.flatMap(({ channel: to }, j) =>
      Math.floor(from / madeByGroup) === Math.floor(to / read)
        ? [{ from, to, weights: piece(weights, i * after.length + j, rows * columns) }]
        : [],
    ),
  );
}

/** One of several in a row, all of one size. */
const piece = (values: Float32Array, index: number, size: number): Float32Array<ArrayBuffer> =>
  values.slice(index * size, (index + 1) * size);

const numbersIn = (maps: Maps, each = Infinity): number[] =>
  maps.map(({ channel }) => channel % each);

function numbersOf(make: () => Tensor): Promise<Float32Array> {
  const tensor = tf.tidy(make);
  return tensor.data<'float32'>().finally(() => tensor.dispose());
}
