import { forward } from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readOnnx } from '../../src/onnx/index.js';
import { ModelProtoSchema, TensorProtoSchema } from '../../src/onnx/proto/onnx_pb.js';
import { tensorFile } from './tensorFile.js';

/** `data` of ONNX' own tests, such as Debian's package libonnx-testdata installs. */
const DATA = process.env['DECONV_ONNX_TESTDATA'] ?? '/usr/share/libonnx-testdata/data';
const SUITES = ['node', 'pytorch-converted', 'pytorch-operator', 'simple'];

/** Operators that mean the same in opset 7, the first that is read, as before it. */
const UNCHANGED = new Set([
  ...['AveragePool', 'Clip', 'Conv', 'ConvTranspose', 'Elu', 'Flatten', 'GlobalAveragePool'],
  ...['GlobalMaxPool', 'HardSigmoid', 'LRN', 'LeakyRelu', 'MaxPool', 'Pad', 'ReduceMean', 'Relu'],
  ...['Selu', 'Sigmoid', 'Softmax', 'Softplus', 'Softsign', 'Squeeze', 'Tanh', 'Unsqueeze'],
]);

/** Whether the case asks for what this reader does: one float image in, weights known, one answer out. */
function imageCase(folder: string): Uint8Array<ArrayBuffer> | undefined {
  const model = fromBinary(ModelProtoSchema, readFileSync(join(folder, 'model.onnx')));
  const { graph, opsetImport } = model;
  if (graph!.node.every(({ opType }) => UNCHANGED.has(opType)))
    for (const each of opsetImport) each.version = each.version < 7n ? 7n : each.version;
  const data = join(folder, 'test_data_set_0');
  if (graph?.output.length !== 1 || !existsSync(join(data, 'input_0.pb'))) return undefined;
  const known = new Set(graph.initializer.map(({ name }) => name));
  const [image, ...weights] = graph.input.filter(({ name }) => !known.has(name));
  const shape = image?.type?.value.case === 'tensorType' ? image.type.value.value : undefined;
  if (shape?.elemType !== 1 || shape.shape?.dim.length !== 4) return undefined;
  // Weights of single operators are inputs, for which their values stand in files.
  const others = graph.input.filter(({ name }) => !known.has(name)).slice(1);
  for (const [i, { name }] of weights.entries()) {
    const path = join(data, `input_${i + 1}.pb`);
    if (!others.length || !existsSync(path)) return undefined;
    const tensor = fromBinary(TensorProtoSchema, readFileSync(path));
    graph.initializer.push({ ...tensor, name });
  }
  return new Uint8Array(toBinary(ModelProtoSchema, model));
}

/** As the reader tells it. */
const isChannelsLast = ([, first, , last]: number[]): boolean => last! <= 4 && first! > 4;

const folders = existsSync(DATA)
  ? SUITES.flatMap((suite) => readdirSync(join(DATA, suite)).map((name) => join(DATA, suite, name)))
  : [];
const cases = folders.flatMap((folder) => {
  const bytes = imageCase(folder);
  return bytes ? [{ name: folder.slice(DATA.length + 1), folder, bytes }] : [];
});

// Not part of CI, which has no such package.
describe.skipIf(cases.length === 0)("ONNX' own cases", () => {
  beforeAll(() => tf.setBackend('cpu'));
  const refused: string[] = [];

  it.each(cases)('$name is computed or refused, never wrong', async ({ name, folder, bytes }) => {
    const read = (file: string) => Promise.resolve(file === 'model.onnx' ? bytes : undefined);
    const found = await readOnnx(read, { partial: true }).catch((error: unknown) => error as Error);
    if (found instanceof Error || found.network.output === undefined) {
      const reason =
        found instanceof Error
          ? found.message
          : found.layers.find(({ problem }) => problem)?.problem;
      refused.push(`${name}: ${reason ?? 'an answer that is no map'}`);
      return;
    }
    const input = await tensorFile(join(folder, 'test_data_set_0/input_0.pb'));
    const expected = await tensorFile(join(folder, 'test_data_set_0/output_0.pb'));
    const dims = input.dims as [number, number, number, number];
    const image = tf.tensor4d(Float32Array.from(input.data), dims);
    const x = isChannelsLast(dims) ? image : tf.transpose(image, [0, 2, 3, 1]);
    const record = forward(found.network, x);
    const answer = record.output;
    // Of anything but maps the last axis holds channels, as here.
    const laid = expected.dims.length === 4 ? tf.transpose(answer, [0, 3, 1, 2]) : answer;
    const values = await laid.data<'float32'>();
    expect(values).toHaveLength(expected.data.length);
    let largest = 0;
    for (const value of expected.data) largest = Math.max(largest, Math.abs(value));
    const worst = values.reduce((most, v, i) => Math.max(most, Math.abs(v - expected.data[i]!)), 0);
    expect(worst).toBeLessThanOrEqual(2e-5 * largest);
  });

  it('says what it refused', () => {
    console.log(
      `computed ${cases.length - refused.length} of ${cases.length}\n${refused.join('\n')}`,
    );
    expect(refused.length).toBeLessThan(cases.length);
  });
});
