import { readModel } from '@deconv/models';
import {
  flag,
  GraphWriter,
  int,
  ints,
  text,
  texts,
} from '../../../../libs/models/test/graphModel/GraphWriter.js';
import { MobileNetWriter } from '../../../../libs/models/test/graphModel/MobileNetWriter.js';
import { faultyModels } from './faults.js';
import type { Files, Kind } from './Kind.js';
import { beside, changeJson, mutateFolder } from './modelFolder.js';
import { useNetwork } from './useNetwork.js';

/** Inverted residual blocks, gates, slopes and squeezes. */
function mobileNet(): Files {
  const net = new MobileNetWriter(16);
  net.conv(3, 4, 2, 'Relu6');
  net.block(1, 4, 1);
  net.block(2, 6, 2, () => net.excite());
  net.prelu();
  return net.graph.files(net.answer(5));
}

/** Operations before they were fused: batch normalisation in parts, padding, dilation, a dense layer. */
function parts(): Files {
  const graph = new GraphWriter([-1, 9, 10, 3]);
  const window = (size: number, stride: number) => ({
    ...{ strides: ints(1, stride, stride, 1), padding: text('VALID') },
    ksize: ints(1, size, size, 1),
  });
  const padded = graph.add('Pad', ['x', graph.whole([0, 0, 1, 1, 1, 1, 0, 0], [4, 2])]);
  const conv = graph.add('Conv2D', [padded, graph.weights([3, 3, 3, 4])], {
    ...window(3, 1),
    dilations: ints(1, 1, 1, 1),
  });
  const scaled = graph.add('Mul', [conv, graph.weights([4])]);
  const shifted = graph.add('AddV2', [scaled, graph.weights([4])]);
  const pooled = graph.add('MaxPool', [graph.add('Relu', [shifted])], window(2, 2));
  const norm = graph.add('LRN', [pooled], {
    depth_radius: int(1),
    alpha: { f: 0.5 },
    beta: { f: 0.75 },
    bias: { f: 1 },
  });
  const [one, two] = ['Elu', 'Tanh'].map((op) => graph.add(op, [norm]));
  const both = graph.add('ConcatV2', [one!, two!, graph.whole([3], [])], { N: int(2) });
  const mean = graph.add('AvgPool', [both], window(2, 1));
  const flat = graph.add('Reshape', [mean, graph.whole([-1, 3 * 4 * 8])]);
  const product = graph.add('MatMul', [flat, graph.weights([96, 5])], {
    transpose_a: flag(false),
    transpose_b: flag(false),
  });
  return graph.files(graph.add('Softmax', [graph.add('BiasAdd', [product, graph.weights([5])])]));
}

/** Arrangements: a split, a shuffle of channels, shapes that are computed. */
function arranged(): Files {
  const graph = new GraphWriter([1, 6, 6, 4]);
  const split = graph.add('Split', [graph.whole([3], []), 'x'], { num_split: int(2) });
  const joined = graph.add('ConcatV2', [`${split}:1`, split, graph.whole([3], [])], { N: int(2) });
  const groups = graph.add('Reshape', [joined, graph.whole([-1, 6, 6, 2, 2])]);
  const turned = graph.add('Transpose', [groups, graph.whole([0, 1, 2, 4, 3])]);
  const map = graph.add('Reshape', [turned, graph.whole([-1, 6, 6, 4])]);
  const fused = graph.add('_FusedConv2D', [map, graph.weights([3, 3, 4, 3]), graph.weights([3])], {
    ...{ strides: ints(1, 2, 2, 1), dilations: ints(1, 1, 1, 1), padding: text('SAME') },
    ...{ fused_ops: texts('BiasAdd', 'Relu'), num_args: int(1) },
  });
  return graph.files(graph.add('Mean', [fused, graph.whole([1, 2])], { keep_dims: flag(true) }));
}

const HOT = /node\/\d+\/(op|name|input)|attr\/\w+\/|weights\/\d+\/(shape|dtype)|signature/;

/** tf.GraphModel, as tensorflowjs_converter writes it. */
export const graphModels: Kind = {
  seeds: () =>
    Promise.resolve([
      { name: 'mobileNet', files: { ...mobileNet(), ...beside(5) } },
      { name: 'parts', files: parts() },
      { name: 'arranged', files: arranged() },
    ]),
  faults: () => Promise.resolve(faultyModels('graph')),
  mutate: (seed, random) => mutateFolder(seed, random, 'model.json', changeJson(HOT)),
  async attempt(files) {
    const read = (name: string) =>
      Promise.resolve(Object.hasOwn(files, name) ? files[name] : undefined);
    useNetwork(await readModel(read, { partial: true }));
  },
};
