import { model, tensor } from '../onnx/single.js';

/** A network of 32 × 32 pixels and three classes, as an ONNX file. */
export const smallOnnx = (): Uint8Array<ArrayBuffer> =>
  model({
    image: [1, 3, 32, 32],
    nodes: [
      { op: 'Conv', name: 'first', inputs: ['x', 'w1', 'b1'], outputs: ['c1'] },
      { op: 'Relu', inputs: ['c1'], outputs: ['r1'] },
      { op: 'Conv', name: 'second', inputs: ['r1', 'w2', 'b2'], outputs: ['c2'] },
      { op: 'Relu', inputs: ['c2'], outputs: ['r2'] },
      { op: 'GlobalAveragePool', inputs: ['r2'], outputs: ['g'] },
      { op: 'Flatten', inputs: ['g'], outputs: ['f'] },
      { op: 'Gemm', inputs: ['f', 'w3', 'b3'], outputs: ['y'] },
      { op: 'Softmax', inputs: ['y'], outputs: ['p'] },
    ],
    tensors: [
      tensor('w1', [8, 3, 3, 3]),
      tensor('b1', [8]),
      tensor('w2', [8, 8, 3, 3]),
      tensor('b2', [8]),
      tensor('w3', [8, 3]),
      tensor('b3', [3]),
    ],
  });
