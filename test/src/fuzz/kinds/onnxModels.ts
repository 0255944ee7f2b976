import type { Random } from '@deconv/datasets';
import { readOnnx } from '@deconv/models/onnx';
import { bytesOf, EXTERNAL, messageOf } from '../../../../libs/models/test/onnx/message.js';
import { model, tensor, whole, type GivenModel } from '../../../../libs/models/test/onnx/single.js';
import { mutateBytes } from '../mutateBytes.js';
import { mutateMessage } from '../mutateMessage.js';
import { faultyModels } from './faults.js';
import type { Files, Kind } from './Kind.js';
import { beside, mutateFolder } from './modelFolder.js';
import { useNetwork } from './useNetwork.js';

const node = (op: string, inputs: string[], output: string, attributes = {}) => ({
  ...{ op, name: `${op} ${output}`, inputs, outputs: [output], attributes },
});
const square = (size: bigint, stride: bigint, margin = 0n) => ({
  ...{ kernel_shape: [size, size], strides: [stride, stride] },
  pads: [margin, margin, margin, margin],
});

/** Convolution, normalisation, poolings and an answer, one after another. */
const CHAIN: GivenModel = {
  image: [1, 3, 10, 10],
  nodes: [
    node('Conv', ['x', 'w1', 'b1'], 'a', square(3n, 1n, 1n)),
    node('BatchNormalization', ['a', 'b1', 'b1', 'b1', 'v'], 'b', { epsilon: 0.001 }),
    node('Relu', ['b'], 'c'),
    node('MaxPool', ['c'], 'd', square(2n, 2n)),
    node('LRN', ['d'], 'e', { size: 3n, alpha: 0.1, beta: 0.75, bias: 1 }),
    node('AveragePool', ['e'], 'f', square(2n, 1n)),
    node('Flatten', ['f'], 'g', { axis: 1n }),
    node('Gemm', ['g', 'w2', 'b2'], 'h', { alpha: 1, beta: 1, transB: 1n }),
    node('Softmax', ['h'], 'y', { axis: 1n }),
  ],
  tensors: [
    tensor('w1', [4, 3, 3, 3]),
    tensor('b1', [4]),
    tensor('v', [4], [1, 2, 3, 4]),
    tensor('w2', [5, 64]),
    tensor('b2', [5]),
  ],
};

/** Paths that part and meet: a residual, a gate, groups. */
const BRANCHES: GivenModel = {
  image: [0, 4, 8, 8],
  nodes: [
    node('Conv', ['x', 'w1'], 'a', { ...square(3n, 1n, 1n), group: 2n }),
    node('Clip', ['a', 'low', 'high'], 'b'),
    node('Add', ['b', 'x'], 'c'),
    node('GlobalAveragePool', ['c'], 'd'),
    node('Conv', ['d', 'w2'], 'e', { kernel_shape: [1n, 1n] }),
    node('Sigmoid', ['e'], 'f'),
    node('Mul', ['c', 'f'], 'g'),
    node('Concat', ['g', 'x'], 'h', { axis: 1n }),
    node('PRelu', ['h', 'slope'], 'i'),
    node('ReduceMean', ['i'], 'y', { axes: [2n, 3n], keepdims: 0n }),
  ],
  tensors: [
    tensor('w1', [4, 2, 3, 3]),
    tensor('w2', [4, 4, 1, 1]),
    tensor('low', [], [0]),
    tensor('high', [], [6]),
    tensor('slope', [8, 1, 1]),
  ],
};

/** Shapes that are computed, slices, splits and a shuffle of channels. */
const ARRANGED: GivenModel = {
  image: [1, 4, 6, 6],
  nodes: [
    { op: 'Split', inputs: ['x', 'halves'], outputs: ['s1', 's2'], attributes: { axis: 1n } },
    node('Concat', ['s2', 's1'], 'a', { axis: 1n }),
    node('Reshape', ['a', 'groups'], 'b'),
    node('Transpose', ['b'], 'c', { perm: [0n, 2n, 1n, 3n, 4n] }),
    node('Reshape', ['c', 'map'], 'd'),
    node('Pad', ['d', 'margins'], 'e'),
    node('Slice', ['e', 'starts', 'ends', 'axes'], 'f'),
    node('Shape', ['f'], 'shape'),
    node('Gather', ['shape', 'first'], 'batch', { axis: 0n }),
    node('Concat', ['batch', 'rest'], 'flat', { axis: 0n }),
    node('Reshape', ['f', 'flat'], 'g'),
    node('MatMul', ['g', 'w'], 'y'),
  ],
  tensors: [
    whole('halves', [2, 2]),
    whole('groups', [1, 2, 2, 6, 6]),
    whole('map', [0, -1, 6, 6]),
    whole('margins', [0, 0, 1, 1, 0, 0, 1, 1]),
    whole('starts', [1]),
    whole('ends', [3]),
    whole('axes', [1]),
    whole('first', [0]),
    whole('rest', [-1]),
    tensor('w', [128, 3]),
  ],
};

/** Weights that lie in a file beside the model. */
function outside(): Files {
  const message = messageOf(model(CHAIN));
  const first = message.graph!.initializer[0]!;
  const values = Float32Array.from(first.floatData);
  const said = { location: 'w.bin', offset: '0', length: `${values.byteLength}` };
  first.floatData = [];
  first.dataLocation = EXTERNAL;
  for (const [key, value] of Object.entries(said))
    first.externalData.push({ $typeName: 'onnx.StringStringEntryProto', key, value });
  return { 'model.onnx': bytesOf(message), 'w.bin': new Uint8Array(values.buffer) };
}

const HOT =
  /node\/\d+\/(opType|domain|input|output|attribute)|(dims|dataType)|opsetImport|graph\/input/;

/** A message that can be written no more was changed too far: it is changed anew. */
function changeMessage(bytes: Uint8Array<ArrayBuffer>, random: Random) {
  if (random.chance(0.2)) return mutateBytes(bytes, random);
  for (let trial = 0; trial < 20; trial++) {
    try {
      const message = messageOf(bytes);
      const changes = mutateMessage(message, random, HOT);
      return { bytes: bytesOf(message), changes };
    } catch {
      continue;
    }
  }
  return mutateBytes(bytes, random);
}

/** ONNX files, with what lies beside them. */
export const onnxModels: Kind = {
  seeds: () =>
    Promise.resolve([
      { name: 'chain', files: { 'model.onnx': model(CHAIN), ...beside(5, 10) } },
      { name: 'branches', files: { 'model.onnx': model(BRANCHES) } },
      { name: 'arranged', files: { 'model.onnx': model(ARRANGED) } },
      { name: 'outside', files: outside() },
    ]),
  faults: () => Promise.resolve(faultyModels('onnx')),
  mutate: (seed, random) => mutateFolder(seed, random, 'model.onnx', changeMessage),
  async attempt(files) {
    const read = (name: string) =>
      Promise.resolve(Object.hasOwn(files, name) ? files[name] : undefined);
    useNetwork(await readOnnx(read, { partial: true }));
  },
};
