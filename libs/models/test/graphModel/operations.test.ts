import { forward, project } from '@deconv/core';
import { receptiveFields } from '@deconv/geometry';
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readModel } from '../../src/index.js';
import {
  flag,
  float,
  GraphWriter,
  int,
  ints,
  text,
  texts,
  type,
  type Json,
} from './GraphWriter.js';

beforeAll(() => tf.setBackend('cpu'));

/** Both programs answer to the same two images. */
async function answers(
  graph: GraphWriter,
  output: string,
): Promise<[ours: number[], theirs: number[]]> {
  const x = tf.randomNormal<tf.Rank.R4>([2, 9, 10, 3], 0, 1, 'float32', 7);
  const files = graph.files(output);
  const model = await readModel((name) => Promise.resolve(files[name]));
  const record = forward(model.network, x);
  const theirs = await loadGraphModel(tf.io.fromMemory(graph.artifacts(output)));
  const answer = theirs.execute({ x }, output) as tf.Tensor;
  const found: [number[], number[]] = [
    Array.from(await record.output.data()),
    Array.from(await answer.data()),
  ];
  tf.dispose([x, answer]);
  record.dispose();
  model.dispose();
  theirs.dispose();
  return found;
}

const NHWC = { data_format: text('NHWC') };
const strided = (padding: string, stride = 1): Record<string, Json> => ({
  ...NHWC,
  padding: text(padding),
  strides: ints(1, stride, stride, 1),
  dilations: ints(1, 1, 1, 1),
});
const window = (padding: string, size: number, stride: number): Record<string, Json> => ({
  ...strided(padding, stride),
  ksize: ints(1, size, size, 1),
});
const SAME = strided('SAME');

type Build = (g: GraphWriter) => string;

const convolutions: Record<string, Build> = {
  'Conv2D, padded as SAME by a stride of 2': (g) =>
    g.add('Conv2D', ['x', g.weights([3, 3, 3, 4])], strided('SAME', 2)),
  'Conv2D, VALID, with other strides in rows than in columns': (g) =>
    g.add('Conv2D', ['x', g.weights([3, 2, 3, 4])], {
      ...strided('VALID'),
      strides: ints(1, 3, 2, 1),
    }),
  'Conv2D, dilated': (g) =>
    g.add('Conv2D', ['x', g.weights([3, 3, 3, 4])], { ...SAME, dilations: ints(1, 2, 2, 1) }),
  'Conv2D with explicit padding': (g) =>
    g.add('Conv2D', ['x', g.weights([3, 3, 3, 4])], {
      ...strided('EXPLICIT', 2),
      explicit_paddings: ints(0, 0, 1, 0, 2, 1, 0, 0),
    }),
  'Conv2D, BiasAdd and Relu, one after the other': (g) => {
    const conv = g.add('Conv2D', ['x', g.weights([3, 3, 3, 4])], SAME);
    return g.add('Relu', [g.add('BiasAdd', [conv, g.weights([4])], NHWC)]);
  },
  'Conv2D in groups, as split and joined': (g) => {
    const map = g.add('Conv2D', ['x', g.weights([1, 1, 3, 6])], SAME);
    const split = g.add('Split', [g.whole([3], []), map], { num_split: int(2) });
    const parts = [split, `${split}:1`].map((part) =>
      g.add('Conv2D', [part, g.weights([3, 3, 3, 2])], SAME),
    );
    return g.add('ConcatV2', [...parts, g.whole([3], [])], { N: int(2) });
  },
  'DepthwiseConv2dNative with a multiplier': (g) =>
    g.add('DepthwiseConv2dNative', ['x', g.weights([3, 3, 3, 2])], strided('SAME', 2)),
  'DepthwiseConv2dNative, dilated': (g) =>
    g.add('DepthwiseConv2dNative', ['x', g.weights([3, 3, 3, 1])], {
      ...strided('VALID'),
      dilations: ints(1, 2, 2, 1),
    }),
};

const fused = (...names: string[]): Record<string, Json> => ({
  ...SAME,
  fused_ops: texts(...names),
  num_args: int(1),
});
for (const activation of ['Relu', 'Relu6', 'Elu', 'Sigmoid', undefined]) {
  const names = ['BiasAdd', ...(activation ? [activation] : [])];
  const inputs = (g: GraphWriter, dims: number[], channels: number) => [
    'x',
    g.weights(dims),
    g.weights([channels]),
  ];
  convolutions[`_FusedConv2D with ${names.join(' and ')}`] = (g) =>
    g.add('_FusedConv2D', inputs(g, [3, 3, 3, 4], 4), fused(...names));
  convolutions[`FusedDepthwiseConv2dNative with ${names.join(' and ')}`] = (g) =>
    g.add('FusedDepthwiseConv2dNative', inputs(g, [3, 3, 3, 1], 3), fused(...names));
}
convolutions['_FusedConv2D with a leaky activation'] = (g) =>
  g.add('_FusedConv2D', ['x', g.weights([3, 3, 3, 4]), g.weights([4])], {
    ...fused('BiasAdd', 'LeakyRelu'),
    leakyrelu_alpha: float(0.3),
  });

convolutions['_FusedConv2D with a slope for each channel'] = (g) =>
  g.add('_FusedConv2D', ['x', g.weights([3, 3, 3, 4]), g.weights([4]), g.weights([4])], {
    ...fused('BiasAdd', 'Prelu'),
    num_args: int(2),
  });

const onValues: Record<string, Build> = Object.fromEntries(
  ['Relu', 'Relu6', 'Elu', 'Selu', 'Sigmoid', 'Tanh', 'Softplus', 'Softmax', 'Identity'].map(
    (op): [string, Build] => [op, (g) => g.add(op, ['x'])],
  ),
);
Object.assign<typeof onValues, typeof onValues>(onValues, {
  LeakyRelu: (g) => g.add('LeakyRelu', ['x'], { alpha: float(0.15) }),
  Prelu: (g) => g.add('Prelu', ['x', g.weights([1, 1, 3])]),
  SiLU: (g) => g.add('Mul', ['x', g.add('Sigmoid', ['x'])]),
  'hard swish, as Keras writes it': (g) => {
    const shifted = g.add('Relu6', [g.add('AddV2', ['x', g.weights([], [3])])]);
    return g.add('Mul', [g.add('Mul', [shifted, g.weights([], [1 / 6])]), 'x']);
  },
  'hard swish, its factor folded into one of its two maps': (g) => {
    const folded = g.add('Mul', ['x', g.weights([3], [0.2, 0.1, 0.3])]);
    const gate = g.add('Relu6', [g.add('AddV2', ['x', g.weights([3], [3, 2.5, 3.5])])]);
    return g.add('Mul', [folded, gate]);
  },
  'squeeze-and-excitation': (g) => {
    const mean = g.add('Mean', ['x', g.whole([1, 2])], { keep_dims: flag(true) });
    const excited = g.add('_FusedConv2D', [mean, g.weights([1, 1, 3, 3]), g.weights([3])], {
      ...fused('BiasAdd', 'Sigmoid'),
    });
    return g.add('Mul', ['x', excited]);
  },
  ClipByValue: (g) => g.add('ClipByValue', ['x', g.weights([], [-0.4]), g.weights([], [0.7])]),
  'Maximum with 0': (g) => g.add('Maximum', ['x', g.weights([], [0])]),
  'Minimum, the number first': (g) => g.add('Minimum', [g.weights([], [0.3]), 'x']),
  'Add of a map and itself': (g) => g.add('Add', ['x', 'x']),
  'AddV2 of a number for each channel': (g) => g.add('AddV2', ['x', g.weights([1, 1, 1, 3])]),
  'AddN of three': (g) => g.add('AddN', ['x', g.add('Relu', ['x']), 'x'], { N: int(3) }),
  'Sub from a constant': (g) => g.add('Sub', [g.weights([3]), 'x']),
  'Mul and Sub, as images are brought to −1…1': (g) =>
    g.add('Sub', [g.add('Mul', ['x', g.weights([], [2])]), g.weights([], [1])]),
  'RealDiv by a number for each channel': (g) => g.add('RealDiv', ['x', g.weights([3], [2, 3, 4])]),
  FusedBatchNormV3: (g) =>
    g.add(
      'FusedBatchNormV3',
      ['x', g.weights([3]), g.weights([3]), g.weights([3]), g.weights([3], [0.5, 1, 2])],
      { ...NHWC, epsilon: float(0.01), is_training: flag(false) },
    ),
  'batch normalisation taken apart': (g) => {
    const variance = g.add('AddV2', [g.weights([3], [0.5, 1, 2]), g.weights([], [0.001])]);
    const factor = g.add('Mul', [g.add('Rsqrt', [variance]), g.weights([3])]);
    const shift = g.add('Sub', [g.weights([3]), g.add('Mul', [g.weights([3]), factor])]);
    return g.add('AddV2', [g.add('Mul', ['x', factor]), shift]);
  },
  LRN: (g) =>
    g.add('LRN', ['x'], {
      depth_radius: int(1),
      bias: float(2),
      alpha: float(0.4),
      beta: float(0.75),
    }),
});

const places: Record<string, Build> = {
  Pad: (g) => g.add('Pad', ['x', g.whole([0, 0, 1, 2, 0, 3, 0, 0], [4, 2])]),
  PadV2: (g) =>
    g.add('PadV2', ['x', g.whole([0, 0, 1, 2, 0, 3, 0, 0], [4, 2]), g.weights([], [0])]),
  'Mean over rows and columns': (g) =>
    g.add('Mean', ['x', g.whole([1, 2])], { keep_dims: flag(false) }),
  'Mean that keeps its axes, counted from the end': (g) =>
    g.add('Mean', ['x', g.whole([-2, -3])], { keep_dims: flag(true) }),
  'Max over rows and columns': (g) =>
    g.add('Max', ['x', g.whole([1, 2])], { keep_dims: flag(false) }),
  'Reshape to a vector': (g) => g.add('Reshape', ['x', g.whole([-1, 270])]),
  'Reshape by a shape that is computed': (g) => {
    const batch = g.add(
      'StridedSlice',
      [g.add('Shape', ['x']), g.whole([0]), g.whole([1]), g.whole([1])],
      { shrink_axis_mask: int(1) },
    );
    const shape = g.add('Pack', [batch, g.whole([270], [])], { axis: int(0), N: int(2) });
    return g.add('Reshape', ['x', shape]);
  },
  'Squeeze of a map of one position': (g) =>
    g.add('Squeeze', [g.add('Mean', ['x', g.whole([1, 2])], { keep_dims: flag(true) })], {
      squeeze_dims: ints(1, 2),
    }),
  'StridedSlice that crops, a map backwards': (g) =>
    g.add(
      'StridedSlice',
      ['x', g.whole([0, 1, 9, 0]), g.whole([0, -1, 2, 0]), g.whole([1, 2, -1, 1])],
      { begin_mask: int(9), end_mask: int(9) },
    ),
  'Slice of channels': (g) =>
    g.add('Slice', ['x', g.whole([0, 0, 0, 1]), g.whole([-1, -1, -1, 2])]),
  'channels in another order': (g) =>
    g.add('GatherV2', ['x', g.whole([2, 0, 1]), g.whole([3], [])], { batch_dims: int(0) }),
  'SplitV, its second part': (g) => {
    const split = g.add('SplitV', ['x', g.whole([1, 2]), g.whole([-1], [])], { num_split: int(2) });
    return g.add('Relu', [`${split}:1`]);
  },
  'Pad of channels too': (g) => g.add('Pad', ['x', g.whole([0, 0, 1, 0, 0, 2, 0, 5], [4, 2])]),
  'PadV2 with another number': (g) =>
    g.add('PadV2', ['x', g.whole([0, 0, 1, 2, 0, 3, 0, 0], [4, 2]), g.weights([], [1.5])]),
  'MirrorPad without the edge': (g) =>
    g.add('MirrorPad', ['x', g.whole([0, 0, 1, 2, 3, 0, 0, 0], [4, 2])], { mode: text('REFLECT') }),
  'MirrorPad with the edge': (g) =>
    g.add('MirrorPad', ['x', g.whole([0, 0, 1, 2, 3, 0, 0, 0], [4, 2])], {
      mode: text('SYMMETRIC'),
    }),
  'Unpack, its second part packed again': (g) => {
    const parts = g.add('Unpack', ['x'], { axis: int(3), num: int(3) });
    return g.add('ExpandDims', [g.add('Relu', [`${parts}:1`]), g.whole([3], [])]);
  },
  'Mean over channels': (g) => g.add('Mean', ['x', g.whole([3])], { keep_dims: flag(true) }),
  'Mean over one axis of positions': (g) =>
    g.add('Mean', ['x', g.whole([2])], { keep_dims: flag(false) }),
  'Sum over rows and columns': (g) =>
    g.add('Sum', ['x', g.whole([1, 2])], { keep_dims: flag(true) }),
  'what stands above its mean, over the root of its variance': (g) => {
    const mean = g.add('Mean', ['x', g.whole([3])], { keep_dims: flag(true) });
    const squares = g.add('SquaredDifference', ['x', mean]);
    const variance = g.add('Mean', [squares, g.whole([3])], { keep_dims: flag(true) });
    const root = g.add('Sqrt', [g.add('AddV2', [variance, g.weights([], [0.1])])]);
    return g.add('RealDiv', [g.add('Sub', ['x', mean]), root]);
  },
  'a number for each position': (g) => g.add('AddV2', ['x', g.weights([1, 9, 10, 1])]),
  'positions that look at each other': (g) => {
    const tokens = g.add('Reshape', ['x', g.whole([-1, 90, 3])]);
    const key = g.add('Transpose', [tokens, g.whole([0, 2, 1])]);
    const scores = g.add('BatchMatMulV2', [tokens, key], {
      adj_x: flag(false),
      adj_y: flag(false),
    });
    return g.add('BatchMatMulV2', [g.add('Softmax', [scores]), tokens], {
      adj_x: flag(false),
      adj_y: flag(false),
    });
  },
  'ConcatV2 along rows': (g) =>
    g.add('ConcatV2', ['x', g.add('Relu', ['x']), g.whole([1], [])], { N: int(2) }),
  'Conv2DBackpropInput, padded as SAME': (g) => {
    const batch = g.add(
      'StridedSlice',
      [g.add('Shape', ['x']), g.whole([0]), g.whole([1]), g.whole([1])],
      { shrink_axis_mask: int(1) },
    );
    const sizes = [18, 20, 4].map((size) => g.whole([size], []));
    const shape = g.add('Pack', [batch, ...sizes], { axis: int(0), N: int(4) });
    return g.add('Conv2DBackpropInput', [shape, g.weights([3, 3, 4, 3]), 'x'], strided('SAME', 2));
  },
  'MatMul, BiasAdd and Softmax behind a flattening': (g) => {
    const flat = g.add('Reshape', ['x', g.whole([-1, 270])]);
    const product = g.add('MatMul', [flat, g.weights([270, 5])], {
      transpose_a: flag(false),
      transpose_b: flag(false),
    });
    return g.add('Softmax', [g.add('BiasAdd', [product, g.weights([5])], NHWC)]);
  },
  '_FusedMatMul by a transposed kernel': (g) =>
    g.add(
      '_FusedMatMul',
      [g.add('Reshape', ['x', g.whole([-1, 270])]), g.weights([5, 270]), g.weights([5])],
      { ...fused('BiasAdd', 'Relu'), transpose_a: flag(false), transpose_b: flag(true) },
    ),
};
for (const op of ['MaxPool', 'AvgPool'])
  for (const [padding, size, stride] of [
    ['SAME', 3, 2],
    ['SAME', 2, 1],
    ['VALID', 3, 2],
  ] as const)
    places[`${op} of ${size} by ${stride}, ${padding}`] = (g) =>
      g.add(op, ['x'], window(padding, size, stride));
places['AvgPool of the whole map'] = (g) =>
  g.add('AvgPool', ['x'], { ...window('VALID', 9, 1), ksize: ints(1, 9, 10, 1) });

for (const op of ['ResizeBilinear', 'ResizeNearestNeighbor'])
  for (const [how, corners, centres] of [
    ['corners on corners', true, false],
    ['centres on centres', false, true],
    ['from the first position on', false, false],
  ] as const)
    places[`${op}, ${how}`] = (g) =>
      g.add(op, ['x', g.whole([13, 7])], {
        align_corners: flag(corners),
        half_pixel_centers: flag(centres),
      });

const cases = Object.entries({ ...convolutions, ...onValues, ...places });

describe('operations of a tf.GraphModel', () => {
  it.each(cases)("%s answers as tfjs' own executor", async (_, build) => {
    const graph = new GraphWriter();
    const [ours, theirs] = await answers(graph, build(graph));
    const largest = Math.max(...theirs.map(Math.abs));
    expect(largest).toBeGreaterThan(0);
    expect(ours).toHaveLength(theirs.length);
    ours.forEach((value, i) =>
      expect(Math.abs(value - theirs[i]!)).toBeLessThanOrEqual(1e-5 * largest),
    );
  });

  it('brings hard swish down as a gate, wherever its factor was folded', async () => {
    const graph = new GraphWriter();
    const folded = graph.add('Mul', ['x', graph.weights([], [1 / 6])]);
    const gate = graph.add('Relu6', [graph.add('AddV2', ['x', graph.weights([], [3])])]);
    const files = graph.files(graph.add('Mul', [folded, gate], {}, 'swish'));
    const { network } = await readModel((name) => Promise.resolve(files[name]));
    const x = tf.randomNormal<tf.Rank.R4>([1, 9, 10, 3], 0, 1, 'float32', 7);
    const record = forward(network, x);
    const unit = { layer: 'swish', channel: 1, at: [2, 3] as [number, number] };
    const value = x.arraySync()[0]![2]![3]![1]!;
    const held = Math.min(6, Math.max(0, value + 3)) / 6;
    const [found] = await project(record, [unit], { signal: 1 });
    expect(found!.pixels[1]).toBeCloseTo(held, 5);
  });

  it('does not call positions channels between transposes, as onnx-tf writes them', async () => {
    const graph = new GraphWriter([1, 3, 32, 32]);
    const toLast = (value: string) => graph.add('Transpose', [value, graph.whole([0, 2, 3, 1])]);
    const toFirst = (value: string) => graph.add('Transpose', [value, graph.whole([0, 3, 1, 2])]);
    const first = graph.add('Conv2D', [toLast('x'), graph.weights([3, 3, 3, 4])], SAME, 'first');
    const between = graph.add('Relu', [toFirst(first)], {}, 'between');
    const shifted = graph.add('AddV2', [between, graph.weights([1, 4, 1, 1])], {}, 'shifted');
    graph.add('Conv2D', [toLast(shifted), graph.weights([3, 3, 4, 5])], SAME, 'second');
    const files = graph.files('second');
    const { network } = await readModel((name) => Promise.resolve(files[name]));
    expect(
      network.layers.map(({ name, op }) => [name, op.shape.channels, op.shape.height]),
    ).toEqual([
      ['first', 4, 32],
      ['between', 4, 32],
      ['shifted', 4, 32],
      ['second', 5, 32],
    ]);
    const fields = receptiveFields(network.nodes);
    expect(fields.at(-1)!.rows.size).toBe(5);
  });

  it('brings a product of two maps of which none is the gate down by its derivative alone', async () => {
    const graph = new GraphWriter();
    const two = ['Relu', 'Sigmoid'].map((op) => graph.add(op, ['x']));
    for (const inputs of [two, ['x', 'x']]) {
      const files = graph.files(graph.add('Mul', inputs, {}, `by${inputs[1]!}`));
      const { network } = await readModel((name) => Promise.resolve(files[name]));
      const x = tf.randomNormal<tf.Rank.R4>([1, 9, 10, 3], 0, 1, 'float32', 7);
      const record = forward(network, x);
      const layer = network.layers.at(-1)!.name;
      const unit = { layer, channel: 1, at: [2, 3] as [number, number] };
      await expect(project(record, [unit])).rejects.toThrow(
        `"${layer}" multiplies two maps neither of which is computed from the other`,
      );
      const [found] = await project(record, [unit], { rule: 'gradient', signal: 1 });
      const value = x.arraySync()[0]![2]![3]![1]!;
      const gate = 1 / (1 + Math.exp(-value));
      const slope = value > 0 ? gate + value * gate * (1 - gate) : 0;
      expect(found!.pixels[1]).toBeCloseTo(inputs === two ? slope : 2 * value, 5);
    }
  });

  it('convolves with strides and dilations, as TensorFlow does and tfjs does not', async () => {
    const graph = new GraphWriter();
    const filter = Array.from({ length: 3 * 3 * 3 * 4 }, (_, i) => Math.sin(i));
    const conv = graph.add('Conv2D', ['x', graph.weights([3, 3, 3, 4], filter)], {
      ...strided('VALID', 2),
      dilations: ints(1, 2, 2, 1),
    });
    const files = graph.files(conv);
    const { network } = await readModel((name) => Promise.resolve(files[name]));
    const x = tf.randomNormal<tf.Rank.R4>([1, 9, 10, 3], 0, 1, 'float32', 7);
    const everywhere = tf.conv2d(x, tf.tensor4d(filter, [3, 3, 3, 4]), 1, 'valid', 'NHWC', 2);
    const expected = tf.stridedSlice(everywhere, [0, 0, 0, 0], [1, 9, 10, 4], [1, 2, 2, 1]);
    const largest = tf.max(tf.abs(tf.sub(forward(network, x).output, expected))).dataSync()[0];
    expect(largest).toBeLessThan(1e-5);
  });

  it('reads filters of fewer channels in groups, as TensorFlow does and tfjs does not', async () => {
    const graph = new GraphWriter([1, 9, 10, 4]);
    const filter = Array.from({ length: 3 * 3 * 2 * 6 }, (_, i) => Math.sin(i));
    const conv = graph.add('Conv2D', ['x', graph.weights([3, 3, 2, 6], filter)], SAME);
    const files = graph.files(conv);
    const { network } = await readModel((name) => Promise.resolve(files[name]));
    const x = tf.randomNormal<tf.Rank.R4>([1, 9, 10, 4], 0, 1, 'float32', 7);
    const parts = tf.split(tf.tensor4d(filter, [3, 3, 2, 6]), 2, 3);
    const expected = tf.concat(
      tf
        .split(x, 2, 3)
        .map((part, i) => tf.conv2d(part as tf.Tensor4D, parts[i] as tf.Tensor4D, 1, 'same')),
      3,
    );
    const largest = tf.max(tf.abs(tf.sub(forward(network, x).output, expected))).dataSync()[0];
    expect(largest).toBeLessThan(1e-5);
  });

  it.each([
    ['NonMaxSuppressionV3', {}, 'it answers with a place, not with a value'],
    ['Cast', { DstT: type('DT_INT32') }, 'it rounds to whole numbers, which has no way down'],
    ['BiasAdd', {}, 'cannot combine 1×9×10×3 with 2'],
  ])('names %s as what cannot be projected', async (op, attr, problem) => {
    const graph = new GraphWriter();
    const inputs = op === 'BiasAdd' ? ['x', graph.weights([2])] : ['x'];
    const made = graph.add(op, inputs, attr, 'odd');
    const files = graph.files(graph.add('Relu', [made]));
    const model = await readModel((name) => Promise.resolve(files[name]), { partial: true });
    expect(model.layers.map((layer) => [layer.name, layer.problem])).toEqual([
      ['odd', problem],
      [expect.stringContaining('Relu'), 'it reads "odd", which cannot be projected'],
    ]);
    expect(model.network.output).toBeUndefined();
  });
});
