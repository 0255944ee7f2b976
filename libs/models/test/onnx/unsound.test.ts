import { create } from '@bufbuild/protobuf';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { FOLDS } from '../../src/onnx/folds.js';
import { readOnnx } from '../../src/onnx/index.js';
import { LAYERS } from '../../src/onnx/layers.js';
import { TensorProto_DataLocation, TensorProtoSchema } from '../../src/onnx/proto/onnx_pb.js';
import { model, tensor, whole, type Given, type GivenModel, type GivenNode } from './single.js';

beforeAll(() => tf.setBackend('cpu'));

const open = (bytes: Uint8Array<ArrayBuffer>) =>
  readOnnx((name) => Promise.resolve(name === 'model.onnx' ? bytes : undefined), { partial: true });
const read = (given: GivenModel) => open(model(given));

const conv: GivenNode = { op: 'Conv', name: 'conv', inputs: ['x', 'w'], outputs: ['y'] };
const filter = tensor('w', [4, 3, 3, 3]);

/** What must never reach a reader: the words of an engine that stumbled. */
const INTERNAL =
  /undefined|is not a function|not iterable|Cannot read|call stack|Invalid array|NaN|\[object/;

/** Why the only layer cannot be projected, or the model not be read. */
async function reasonOf(given: GivenModel): Promise<string | undefined> {
  try {
    const { layers, dispose } = await read(given);
    dispose();
    return layers.find(({ blockedBy }) => blockedBy.length === 0)?.problem;
  } catch (error) {
    return (error as Error).message;
  }
}

const KINDS = [...new Set([...FOLDS.keys(), ...LAYERS.keys()])].sort();

describe('an operation of ONNX', () => {
  it.each(['constructor', '__proto__', 'hasOwnProperty', 'toString'])(
    'called %s is named, and everything else read',
    async (op) => {
      const nodes = [conv, { op, name: 'odd', inputs: ['y'], outputs: ['z'] }];
      const { layers, dispose } = await read({ nodes, tensors: [filter] });
      expect(layers.map(({ name, problem }) => [name, problem])).toEqual([
        ['conv', undefined],
        ['odd', 'there is no way down through operations of its kind'],
      ]);
      dispose();
    },
  );

  it('called __proto__ by its own name stays in the list of layers', async () => {
    const named = { ...conv, name: '__proto__' };
    const { layers, dispose } = await read({ nodes: [named], tensors: [filter] });
    expect(layers.map(({ name }) => name)).toEqual(['__proto__#2']);
    dispose();
  });

  it.each(KINDS)('of kind %s without inputs, or with fewer or odd ones, says so', async (op) => {
    const inputs = [
      [],
      [''],
      ['', ''],
      ['x'],
      ['x', ''],
      ['w'],
      ['w', 'w'],
      ['x', 'x', 'x'],
      ['x', 'n'],
    ];
    const attributes: (Record<string, Given> | undefined)[] = [
      undefined,
      { axis: 99n, axes: [-99n], perm: [7n], kernel_shape: [0n, -1n], to: 7n, value: 1 },
      { axis: 'text', axes: 'text', kernel_shape: 'text', pads: 'text', group: 0n, size: NaN },
    ];
    for (const read of inputs)
      for (const given of attributes) {
        const node = { op, name: 'odd', inputs: read, outputs: ['y'] };
        const nodes = [given ? { ...node, attributes: given } : node];
        const reason = await reasonOf({
          nodes,
          tensors: [filter, whole('n', [1_000_000_000, -5])],
        });
        expect(reason ?? '', `${read.join()} ${Object.keys(given ?? {}).join()}`).not.toMatch(
          INTERNAL,
        );
        expect((reason ?? '').length).toBeLessThan(600);
      }
  });
});

describe('an ONNX model', () => {
  it.each<[string, GivenModel, string]>([
    [
      'reads what nothing makes',
      { nodes: [conv] },
      'operation "conv" (Conv) reads "w", which nothing makes; export the model again',
    ],
    [
      'goes in a circle',
      { nodes: [{ ...conv, inputs: ['y', 'w'] }], tensors: [filter] },
      'operation "conv" (Conv) reads what is made from its own output',
    ],
    [
      'makes a value twice',
      { nodes: [conv, { ...conv, name: 'again' }], tensors: [filter] },
      'operation "again" (Conv) makes "y" again',
    ],
    [
      'reads images beyond all memory',
      { nodes: [conv], tensors: [filter], image: [1, 3, 2 ** 40, 2 ** 40] },
      'the model reads images of 3×1099511627776×1099511627776 values; expected at most 2^26',
    ],
    [
      'claims a tensor beyond all memory',
      {
        nodes: [conv],
        tensors: [
          create(TensorProtoSchema, { name: 'w', dims: [2n ** 40n, 3n, 3n, 3n], dataType: 1 }),
        ],
      },
      'tensor "w": a tensor of 1099511627776×3×3×3 values cannot be; expected at most 2^28',
    ],
    [
      'claims a tensor of a thousand axes',
      {
        nodes: [conv],
        tensors: [
          create(TensorProtoSchema, { name: 'w', dims: Array<bigint>(1000).fill(1n), dataType: 1 }),
        ],
      },
      'tensor "w": a tensor of 1000 axes cannot be; expected at most 32',
    ],
    ...(
      [
        ['-1', '432'],
        ['0', '1e300'],
        ['somewhere', '432'],
      ] as const
    ).map(([offset, length]): [string, GivenModel, string] => [
      `says that its values are ${length} bytes from ${offset}`,
      {
        nodes: [conv],
        tensors: [
          create(TensorProtoSchema, {
            name: 'w',
            dims: [4n, 3n, 3n, 3n],
            dataType: 1,
            dataLocation: TensorProto_DataLocation.EXTERNAL,
            externalData: [
              { key: 'location', value: 'model.onnx' },
              { key: 'offset', value: offset },
              { key: 'length', value: length },
            ],
          }),
        ],
      },
      'tensor "w" of 432 bytes is said to be',
    ]),
    [
      'has more operations than networks have',
      {
        nodes: Array.from({ length: 30_000 }, (_, i) => ({
          op: 'Relu',
          inputs: [i ? `v${i}` : 'x'],
          outputs: [`v${i + 1}`],
        })),
      },
      'the model holds 30000 operations; expected at most 20000',
    ],
    [
      'has a name without an end',
      { nodes: [{ ...conv, name: 'n'.repeat(1e6), inputs: ['x', 'v'.repeat(1e6)] }] },
      'which nothing makes',
    ],
  ])('that %s is refused in words of ours', async (_, given, message) => {
    const before = tf.memory().numTensors;
    const refused = await read(given).then(
      () => expect.unreachable('it was read'),
      (error: unknown) => (error as Error).message,
    );
    expect(refused).toContain(message);
    expect(refused).not.toMatch(/undefined|is not a function|Cannot read/);
    expect(refused.length).toBeLessThan(600);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('that doubles a constant again and again is refused before it takes much memory', async () => {
    const nodes = Array.from({ length: 40 }, (_, i) => ({
      op: 'Concat',
      inputs: [`v${i}`, `v${i}`],
      outputs: [`v${i + 1}`],
      attributes: { axis: 0n },
    }));
    const reshape = { op: 'Reshape', inputs: ['x', 'v40'], outputs: ['y'] };
    await expect(read({ nodes: [...nodes, reshape], tensors: [whole('v0', [1])] })).rejects.toThrow(
      'comes to more than 16777216 values, and it holds 1; it is no network',
    );
  });

  it('that fills a tensor beyond all memory, or puts maps in order without end, is refused', async () => {
    const fill = { op: 'ConstantOfShape', name: 'fill', inputs: ['n'], outputs: ['c'] };
    const add = { op: 'Add', inputs: ['x', 'c'], outputs: ['y'] };
    expect(await reasonOf({ nodes: [fill, add], tensors: [whole('n', [2 ** 28])] })).toBe(
      'a tensor of 268435456 values cannot be; expected at most 2^27',
    );
    const flips = Array.from({ length: 40 }, (_, i) => ({
      op: 'Transpose',
      inputs: [i ? `t${i}` : 'x'],
      outputs: [`t${i + 1}`],
      attributes: { perm: [0n, 1n, 3n, 2n] },
    }));
    expect(await reasonOf({ nodes: flips, image: [1, 3, 1024, 1024] })).toBe(
      'the model puts more than 2^26 values into other orders; it is no network',
    );
  });

  it.each<[string, Record<string, Given>, string]>([
    [
      'pads',
      { pads: [4000n, 4000n, 4000n, 4000n], strides: [8n, 8n] },
      'its input with padding would be 8008×8008×3',
    ],
    [
      'strides over',
      { strides: [2n ** 31n, 1n] },
      'its stride of 2147483648 is larger than its window of 3',
    ],
    [
      'reaches over',
      { kernel_shape: [100n, 100n], auto_pad: 'SAME_UPPER' },
      'is too large to work',
    ],
    [
      'dilates over',
      { dilations: [4096n, 4096n], auto_pad: 'SAME_UPPER' },
      'its input with padding would be 8200×8200×3',
    ],
  ])('that %s more than there is memory for is read around it', async (_, given, message) => {
    const attributes = { kernel_shape: [3n, 3n], ...given };
    const pool = { op: 'AveragePool', name: 'pool', inputs: ['x'], outputs: ['y'], attributes };
    expect(await reasonOf({ nodes: [pool] })).toContain(message);
  });

  it('that convolves over more than there is of a map leaves nothing behind', async () => {
    const before = tf.memory().numTensors;
    const conv = { op: 'Conv', name: 'conv', inputs: ['x', 'w', 'b'], outputs: ['y'] };
    const tensors = [tensor('w', [4, 3, 9, 9]), tensor('b', [4])];
    expect(await reasonOf({ nodes: [conv], tensors })).toContain('does not fit 8');
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([100n, 2n ** 31n])(
    'that convolves in strides of %s is read around it',
    async (stride) => {
      const attributes = { kernel_shape: [3n, 3n], strides: [stride, 1n] };
      const conv = { op: 'Conv', name: 'conv', inputs: ['x', 'w'], outputs: ['y'], attributes };
      expect(await reasonOf({ nodes: [conv], tensors: [tensor('w', [4, 3, 3, 3])] })).toBe(
        `its stride of ${stride} is larger than its window of 3; expected at most 8, or as large as its window`,
      );
    },
  );

  it('whose local response reaches over more channels than there are reads those', async () => {
    const attributes = { size: 2n ** 40n + 1n };
    const lrn = { op: 'LRN', name: 'lrn', inputs: ['x'], outputs: ['y'], attributes };
    expect(await reasonOf({ nodes: [lrn] })).toBeUndefined();
  });
});

const FAULTS = fileURLToPath(new URL('../../../../../shared/cases/faults/', import.meta.url));
const caseOf = (folder: string) =>
  open(new Uint8Array(readFileSync(`${FAULTS}${folder}/model.onnx`)));

describe.skipIf(!existsSync(FAULTS))('models that once were met with internal messages', () => {
  it('are read as far as they can be, or refused in words of ours', async () => {
    const unknown = await caseOf('onnx-op-constructor');
    expect(unknown.layers.find(({ kind }) => kind === 'constructor')!.problem).toBe(
      'there is no way down through operations of its kind',
    );
    await expect(caseOf('onnx-special-4')).rejects.toThrow('comes to more than 16777216 values');
    await expect(caseOf('onnx-special-10')).rejects.toThrow('reads what is made from its own');
    await expect(caseOf('onnx-special-11')).rejects.toThrow('(Conv) reads "w1", which nothing');
    for (const folder of ['onnx-special-5', 'onnx-special-6', 'onnx-special-7']) {
      const { layers } = await caseOf(folder);
      const first = layers.find(({ problem }) => problem !== undefined)!;
      expect(first.problem).toMatch(/wider than 4096|would be|too large/);
      expect(first.problem).not.toMatch(INTERNAL);
    }
    const nothing = await caseOf('onnx-no-input-dims').then(
      ({ layers }) => layers.find(({ problem }) => problem)!.problem!,
      (error: unknown) => (error as Error).message,
    );
    expect(nothing).not.toMatch(INTERNAL);
  });
});
