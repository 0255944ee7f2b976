import { forward } from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { create } from '@bufbuild/protobuf';
import { beforeAll, describe, expect, it } from 'vitest';
import { layerProblem, rulesOf } from '../../src/index.js';
import { readOnnx } from '../../src/onnx/index.js';
import {
  StringStringEntryProtoSchema,
  TensorProto_DataLocation,
  TensorProtoSchema,
} from '../../src/onnx/proto/onnx_pb.js';
import { model, tensor, whole, type GivenModel } from './single.js';

beforeAll(() => tf.setBackend('cpu'));

const open = (
  bytes: Uint8Array<ArrayBuffer>,
  files: Record<string, Uint8Array<ArrayBuffer>> = {},
) =>
  readOnnx((name) => Promise.resolve(name === 'model.onnx' ? bytes : files[name]), {
    partial: true,
  });
const read = (given: GivenModel) => open(model(given));

const conv = { op: 'Conv', name: 'conv', inputs: ['x', 'w'], outputs: ['y'] };
const filter = tensor('w', [4, 3, 3, 3]);

describe('an ONNX model', () => {
  it('flattens channels before positions, as its next layer expects', async () => {
    const values = Array.from({ length: 3 * 2 * 2 * 12 }, (_, i) => (i % 13 === 0 ? 1 : 0));
    const { network, layers } = await read({
      image: [1, 3, 2, 2],
      nodes: [
        { op: 'Flatten', name: 'flat', inputs: ['x'], outputs: ['f'] },
        {
          op: 'Gemm',
          name: 'same',
          inputs: ['f', 'w'],
          outputs: ['y'],
          attributes: { transB: 1n },
        },
      ],
      tensors: [tensor('w', [12, 12], values)],
    });
    const channelsFirst = Array.from({ length: 12 }, (_, i) => i);
    const x = tf.transpose(tf.tensor4d(channelsFirst, [1, 3, 2, 2]), [0, 2, 3, 1]);
    // The kernel is the identity, so what comes out is the order of what went in.
    expect(Array.from(forward(network, x).output.dataSync())).toEqual(channelsFirst);
    expect(layers.map(({ name }) => name)).toEqual(['flat', 'same']);
  });

  it('reads a channel shuffle as an order of channels, with as narrow a receptive field', async () => {
    const { network } = await read({
      image: [1, 4, 5, 5],
      nodes: [
        { op: 'Reshape', inputs: ['x', 'groups'], outputs: ['a'] },
        {
          op: 'Transpose',
          inputs: ['a'],
          outputs: ['b'],
          attributes: { perm: [0n, 2n, 1n, 3n, 4n] },
        },
        { op: 'Reshape', name: 'shuffle', inputs: ['b', 'map'], outputs: ['y'] },
      ],
      tensors: [whole('groups', [1, 2, 2, 5, 5]), whole('map', [0, -1, 5, 5])],
    });
    const { window, kind, shape } = network.nodes[network.output!]!.op;
    expect([kind, window.rows.size, shape.channels]).toEqual(['Reshape', 1, 4]);
    const x = tf.tile(tf.tensor4d([0, 1, 2, 3], [1, 1, 1, 4]), [1, 5, 5, 1]);
    expect(Array.from(forward(network, x).output.dataSync().slice(0, 4))).toEqual([0, 2, 1, 3]);
  });

  it('reads an image whose channels stand last, as exports from TensorFlow have it', async () => {
    const convOfA = { ...conv, inputs: ['a', 'w'] };
    const toFirst = { op: 'Transpose', inputs: ['x'], outputs: ['a'] };
    const last = await read({
      image: [0, 8, 8, 3],
      nodes: [{ ...toFirst, attributes: { perm: [0n, 3n, 1n, 2n] } }, convOfA],
      tensors: [filter],
    });
    const first = await read({ nodes: [conv], tensors: [filter] });
    expect(last.network.input).toEqual({ height: 8, width: 8, channels: 3 });
    const x = tf.randomUniform<tf.Rank.R4>([1, 8, 8, 3], -1, 1, 'float32', 1);
    const answers = [last, first].map(({ network }) => forward(network, x).output.dataSync());
    expect(answers[0]).toEqual(answers[1]);
    const odd = await read({ image: [1, 8, 8, 3], nodes: [conv], tensors: [filter] });
    expect(odd.layers.at(-1)!.problem).toContain('does not fit 8 channels');
  });

  it.each([
    ['cut off', (bytes: Uint8Array) => bytes.slice(0, -5)],
    ['no protobuf', () => Uint8Array.of(7, 255, 255)],
  ])('is refused in words where it is %s', async (_, damage) => {
    const bytes = new Uint8Array(damage(model({ nodes: [conv], tensors: [filter] })));
    await expect(open(bytes)).rejects.toThrow(
      /^model.onnx is no ONNX model, or not whole; download or export it again$/,
    );
  });

  it('reads attention, and tells by which rules each of its layers can be projected', async () => {
    const perm = [0n, 1n, 3n, 2n];
    const nodes = [
      { op: 'Tanh', name: 'key', inputs: ['x'], outputs: ['k'] },
      { op: 'Transpose', name: 'turned', inputs: ['k'], outputs: ['t'], attributes: { perm } },
      { op: 'MatMul', name: 'likeness', inputs: ['x', 't'], outputs: ['l'] },
      { op: 'Softmax', name: 'weights', inputs: ['l'], outputs: ['s'] },
      { op: 'MatMul', name: 'seen', inputs: ['s', 'x'], outputs: ['y'] },
    ];
    const attention = await read({ nodes, opset: 17, image: [1, 3, 4, 4] });
    const rules = Object.fromEntries(
      attention.layers.map((layer) => [layer.name, rulesOf(attention, layer)]),
    );
    const [every, only] = [['deconvnet', 'gradient', 'guided'], ['gradient']];
    expect(rules['key']!.toSorted()).toEqual(every);
    for (const name of ['likeness', 'weights', 'seen']) expect(rules[name]).toEqual(only);
    const seen = attention.layers.find(({ name }) => name === 'seen')!;
    expect(layerProblem(attention, seen)).toBeUndefined();
    expect(layerProblem(attention, seen, 'deconvnet')).toContain('as attention does');
    const values = Array.from({ length: 3 * 4 * 4 }, (_, i) => Math.sin(i));
    const x = tf.tensor4d(values, [1, 3, 4, 4]);
    const likeness = tf.matMul(x, tf.transpose(tf.tanh(x), [0, 1, 3, 2]));
    const expected = tf.matMul(tf.softmax(likeness), x);
    const { output } = forward(attention.network, tf.transpose(x, [0, 2, 3, 1]));
    const difference = tf.sub(output, tf.transpose(expected, [0, 2, 3, 1]));
    expect(tf.max(tf.abs(difference)).dataSync()[0]).toBeLessThan(1e-6);
  });

  it('takes softmax along any axis, and before opset 13 along one that no other follows', async () => {
    const values = Array.from({ length: 3 * 4 * 5 }, (_, i) => Math.sin(i));
    const image = tf.tensor4d(values, [1, 3, 4, 5]);
    const softmax = async (opset: number, axis: number) => {
      const attributes = { axis: BigInt(axis) };
      const nodes = [{ op: 'Softmax', name: 'answer', inputs: ['x'], outputs: ['y'], attributes }];
      return read({ nodes, opset, image: [1, 3, 4, 5] });
    };
    for (const axis of [1, -3, 2, 3, -1]) {
      const { network } = await softmax(17, axis);
      const at = axis < 0 ? axis + 4 : axis;
      // tfjs knows the last axis only. The answer is laid out as the image is.
      const order = [0, 1, 2, 3].filter((each) => each !== at).concat(at);
      const back = [0, 1, 2, 3].map((axis) => order.indexOf(axis));
      const expected = tf.transpose(tf.softmax(tf.transpose(image, order)), back);
      const { output } = forward(network, tf.transpose(image, [0, 2, 3, 1]));
      const difference = tf.sub(output, tf.transpose(expected, [0, 2, 3, 1]));
      const [largest] = tf.max(tf.abs(difference)).dataSync();
      expect(largest).toBeLessThan(1e-6);
    }
    expect((await softmax(11, 3)).layers.at(-1)!.problem).toBeUndefined();
    const pooled = [
      { op: 'GlobalAveragePool', inputs: ['x'], outputs: ['a'] },
      { op: 'Softmax', inputs: ['a'], outputs: ['y'], attributes: { axis: 1n } },
    ];
    for (const opset of [11, 17])
      expect((await read({ nodes: pooled, opset })).layers.at(-1)!.problem).toBeUndefined();
    expect((await softmax(11, 1)).layers.at(-1)!.problem).toBe(
      'before opset 13 it works over channels and positions together',
    );
  });

  it('multiplies a map by its gate, whichever stands first, and by one of a whole map', async () => {
    const attributes = { alpha: 1 / 6, beta: 0.5 };
    const gate = { op: 'HardSigmoid', inputs: ['x'], outputs: ['g'], attributes };
    const mean = { op: 'GlobalAveragePool', inputs: ['x'], outputs: ['g'] };
    const swish = await read({ nodes: [{ op: 'HardSwish', inputs: ['x'], outputs: ['y'] }] });
    const x = tf.randomUniform<tf.Rank.R4>([1, 8, 8, 3], -4, 4, 'float32', 1);
    const excited = tf.mul(x, tf.mean(x, [1, 2], true));
    for (const inputs of [
      ['x', 'g'],
      ['g', 'x'],
    ]) {
      const product = { op: 'Mul', inputs, outputs: ['y'] };
      const expected = [forward(swish.network, x).output, excited];
      for (const [i, first] of [gate, mean].entries()) {
        const { network } = await read({ nodes: [first, product] });
        const difference = tf.sub(forward(network, x).output, expected[i]!);
        expect(tf.max(tf.abs(difference)).dataSync()[0]).toBeLessThan(1e-5);
      }
    }
  });

  it('pools the whole map only where the window is not padded', async () => {
    const pool = async (auto_pad: string) => {
      const attributes = { kernel_shape: [8n, 8n], auto_pad };
      const nodes = [{ op: 'MaxPool', inputs: ['x'], outputs: ['y'], attributes }];
      return (await read({ nodes })).network.layers.at(-1)!.op;
    };
    expect((await pool('SAME_UPPER')).shape).toEqual({ height: 8, width: 8, channels: 3 });
    expect((await pool('VALID')).kind).toBe('GlobalMaxPooling2D');
  });

  it('names the operation that has no way down, and what stands on it', async () => {
    const { layers, network } = await read({
      nodes: [
        conv,
        { op: 'NonZero', name: 'odd', inputs: ['y'], outputs: ['z'] },
        { op: 'Relu', name: 'after', inputs: ['z'], outputs: ['r'] },
      ],
      tensors: [filter],
    });
    expect(layers.map(({ name, problem, blockedBy }) => [name, problem, blockedBy])).toEqual([
      ['conv', undefined, []],
      ['odd', 'there is no way down through operations of its kind', []],
      ['after', 'it reads "odd", which cannot be projected', ['odd']],
    ]);
    expect(network.output).toBeUndefined();
  });

  it('takes the size of the image from preprocess.json where it leaves it open', async () => {
    const bytes = model({ nodes: [conv], tensors: [filter], image: [0, 3, 0, 0] });
    const said = new TextEncoder().encode('{"inputSize": 10}');
    const { network } = await open(bytes, { 'preprocess.json': said });
    expect(network.input).toEqual({ height: 10, width: 10, channels: 3 });
    await expect(open(bytes)).rejects.toThrow('say it as "inputSize" in preprocess.json');
  });
});

describe('an average pooling that counts its padding', () => {
  // ONNX operators, AveragePool: the padding counts, what ceil_mode lets a window reach beyond it does not.
  it.each([0n, 1n])(
    'divides by what it covers of image and padding, ceil_mode %i',
    async (ceil) => {
      const [height, width, size, stride] = [6, 9, 3, 2];
      const [top, left, bottom, right] = [1, 0, 2, 1];
      const attributes = {
        ...{ kernel_shape: [3n, 3n], strides: [2n, 2n], count_include_pad: 1n, ceil_mode: ceil },
        pads: [top, left, bottom, right].map(BigInt),
      };
      const pool = { op: 'AveragePool', name: 'pool', inputs: ['x'], outputs: ['y'], attributes };
      const { network } = await read({ image: [1, 1, height, width], nodes: [pool], opset: 19 });
      const values = Array.from({ length: height * width }, (_, i) => ((i * 7) % 13) - 5);
      const output = forward(network, tf.tensor4d(values, [1, height, width, 1])).output;
      const along = (length: number, before: number, after: number): number[][] => {
        const whole = length + before + after;
        const windows = (ceil ? Math.ceil : Math.floor)((whole - size) / stride) + 1;
        return Array.from({ length: windows }, (_, i) =>
          [0, 1, 2].map((tap) => i * stride + tap).filter((at) => at < whole),
        );
      };
      const [rows, columns] = [along(height, top, bottom), along(width, left, right)];
      const expected = rows.flatMap((down) =>
        columns.map((across) => {
          const covered = down.flatMap((row) => across.map((column) => [row - top, column - left]));
          const seen = covered.filter(
            ([row, column]) => row! >= 0 && row! < height && column! >= 0 && column! < width,
          );
          const sum = seen.reduce((all, [row, column]) => all + values[row! * width + column!]!, 0);
          return sum / covered.length;
        }),
      );
      expect(output.shape).toEqual([1, rows.length, columns.length, 1]);
      [...output.dataSync()].forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
    },
  );
});

describe('what is no sound model', () => {
  const external = (location: string) =>
    create(TensorProtoSchema, {
      name: 'w',
      dims: [4n, 3n, 3n, 3n],
      dataType: 1,
      dataLocation: TensorProto_DataLocation.EXTERNAL,
      externalData: [{ key: 'location', value: location }],
    });

  it.each(['../secret', '/etc/passwd', 'a/../../b', 'C:\\x', ''])(
    'reads no tensor from "%s"',
    async (location) => {
      const given = { nodes: [conv], tensors: [external(location)] };
      await expect(read(given)).rejects.toThrow(
        `tensor "w" names "${location}"; expected the path`,
      );
    },
  );

  it('says which file beside it is missing or short', async () => {
    const bytes = model({ nodes: [conv], tensors: [external('w.bin')] });
    await expect(open(bytes)).rejects.toThrow(
      'the file w.bin with the values of tensor "w" is missing',
    );
    await expect(open(bytes, { 'w.bin': new Uint8Array(8) })).rejects.toThrow('432 bytes');
    const { layers } = await open(bytes, { 'w.bin': new Uint8Array(432) });
    expect(layers[0]!.problem).toBeUndefined();
  });

  it('reads each tensor where it stands in a file that several share', async () => {
    const [count, offset] = [4 * 3 * 3 * 3, 24];
    const values = Float32Array.from({ length: count }, (_, i) => ((i * 31) % 17) / 17 - 0.5);
    const file = new Uint8Array(offset + 4 * count + 8).fill(255);
    file.set(new Uint8Array(values.buffer), offset);
    const placed = external('w.bin');
    for (const [key, value] of Object.entries({ offset, length: 4 * count }))
      placed.externalData.push(create(StringStringEntryProtoSchema, { key, value: String(value) }));
    const { network } = await open(model({ nodes: [conv], tensors: [placed] }), { 'w.bin': file });
    const inside = await read({ nodes: [conv], tensors: [tensor('w', [4, 3, 3, 3], [...values])] });
    const x = tf.ones<tf.Rank.R4>([1, 8, 8, 3]);
    expect(forward(network, x).output.dataSync()).toEqual(
      forward(inside.network, x).output.dataSync(),
    );
  });

  it('takes no claims of gigabytes', async () => {
    const huge = create(TensorProtoSchema, {
      name: 'w',
      dims: [1n << 40n, 3n, 3n, 3n],
      dataType: 1,
    });
    await expect(read({ nodes: [conv], tensors: [huge] })).rejects.toThrow('tensor "w"');
    const { layers } = await read({
      nodes: [{ op: 'ConstantOfShape', name: 'all', inputs: ['dims'], outputs: ['w'] }, conv],
      tensors: [whole('dims', [100_000, 100_000])],
    });
    expect(layers[0]!.problem).toContain('cannot be');
  });

  it('names an operation of a circle, a value that nothing makes, and one made twice', async () => {
    const add = (name: string, inputs: string[], output: string) => ({
      op: 'Add',
      name,
      inputs,
      outputs: [output],
    });
    await expect(
      read({ nodes: [add('one', ['x', 'b'], 'a'), add('two', ['a', 'x'], 'b')] }),
    ).rejects.toThrow('operation "one" (Add) reads what is made from its own output');
    await expect(read({ nodes: [add('one', ['x', 'nil'], 'a')] })).rejects.toThrow('reads "nil"');
    await expect(
      read({ nodes: [add('one', ['x', 'x'], 'a'), add('two', ['x', 'x'], 'a')] }),
    ).rejects.toThrow('makes "a" again');
  });

  it('refuses opsets of which it does not know the meaning', async () => {
    await expect(read({ nodes: [conv], tensors: [filter], opset: 3 })).rejects.toThrow('opset 3');
    await expect(read({ nodes: [conv], tensors: [filter], opset: 99 })).rejects.toThrow('opset 99');
  });

  it('answers any damage with an error or a network, never a crash', async () => {
    const whole = model({ nodes: [conv], tensors: [filter] });
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(whole.length), async (changes, length) => {
        const bytes = whole.slice(0, length);
        for (const [at, value] of changes) if (at < length) bytes[at] = value;
        const found = await open(bytes).catch((error: unknown) => error);
        if (found instanceof Error) expect(found.message).not.toBe('');
        else (found as { dispose: () => void }).dispose();
      }),
      { seed: 2013, numRuns: 300 },
    );
  });
});
