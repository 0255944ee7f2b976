import type { ForwardRecord, NetworkNode, ProjectionStep } from '@deconv/core';
import type { SignalStep } from '@deconv/results';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';

type Maps = SignalStep['maps'];

/**
 * What a value of a step is made of beside the signal before it: the window, what was recorded on the way up, and the weights
 * between the maps that are shown.
 * @param before maps of the signal that arrives
 * @param recalls whether the rule looks at what was active on the way up
 */
export async function placeDetails(
  { node: index, input }: ProjectionStep,
  made: SignalStep,
  { record, before, recalls }: { record: ForwardRecord; before: Maps; recalls: boolean },
): Promise<Pick<SignalStep, 'window' | 'recorded' | 'filters'>> {
  const node = record.network.nodes[index]!;
  if (made.maps.length === 0) return {};
  if (made.step === 'unpool')
    return { window: windowOf(node), ...(await recordedIn(record, input, made)) };
  if (made.step === 'rectify' && recalls) return recordedIn(record, index, made);
  const filter = made.step === 'filter' ? filterOf(node) : undefined;
  if (!filter) return {};
  const filters = await weightsBetween(filter, made.channels, before, made.maps);
  return { window: windowOf(node), filters };
}

function windowOf({ window: { rows, columns } }: NetworkNode): NonNullable<SignalStep['window']> {
  const axis = ({ size, stride, dilation, before }: typeof rows) => {
    return { size, stride, dilation, before };
  };
  return { rows: axis(rows), columns: axis(columns) };
}

/** As `convOp` has it; undefined for ops that are no plain convolution. */
function filterOf({ op: { kind, weights } }: NetworkNode): Tensor | undefined {
  return kind === 'Conv2D' ? weights['filter'] : kind === 'Dense' ? weights['kernel'] : undefined;
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
  const size = height * width;
  const recorded = maps.map(({ channel }, i) => {
    return { channel, values: values.slice(i * size, (i + 1) * size) };
  });
  return { recorded };
}

/**
 * Of each map before a filter and each after it, the weights that lead from one to the other. Of groups, those within.
 * @param filter [height, width, channels in / groups, channels out], or a kernel without the first two
 */
async function weightsBetween(
  filter: Tensor,
  channels: number,
  before: Maps,
  after: Maps,
): Promise<NonNullable<SignalStep['filters']>> {
  const [rows, columns, read, made] = [1, 1, ...filter.shape].slice(-4) as Tensor4D['shape'];
  const madeByGroup = (made * read) / channels;
  const weights = await numbersOf(() => {
    const all = tf.reshape(filter, [rows, columns, read, made]);
    const some = tf.gather(tf.gather(all, numbersIn(before), 3), numbersIn(after, read), 2);
    return tf.transpose(some, [3, 2, 0, 1]);
  });
  const size = rows * columns;
  return before.flatMap(({ channel: from }, i) =>
    after.flatMap(({ channel: to }, j) => {
      const start = (i * after.length + j) * size;
      const apart = Math.floor(from / madeByGroup) !== Math.floor(to / read);
      return apart ? [] : [{ from, to, weights: weights.slice(start, start + size) }];
    }),
  );
}

const numbersIn = (maps: Maps, each = Infinity): tf.Tensor1D =>
  tf.tensor1d(
    maps.map(({ channel }) => (channel >= each ? channel % each : channel)),
    'int32',
  );

async function numbersOf(make: () => Tensor): Promise<Float32Array<ArrayBuffer>> {
  const tensor = tf.tidy(make);
  const numbers = await tensor.data<'float32'>().finally(() => tensor.dispose());
  return Float32Array.from(numbers);
}
