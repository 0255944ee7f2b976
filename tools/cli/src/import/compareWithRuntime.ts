import { forward } from '@deconv/core';
import type { Model } from '@deconv/models';
import * as tf from '@tensorflow/tfjs-core';

/** What is used of ONNX Runtime. */
interface Runtime {
  InferenceSession: { create(model: Uint8Array): Promise<Session> };
  Tensor: new (type: 'float32', data: Float32Array, dims: number[]) => RuntimeTensor;
}
interface RuntimeTensor {
  data: Float32Array;
}
interface Session {
  inputNames: readonly string[];
  outputNames: readonly string[];
  run(feeds: Record<string, RuntimeTensor>): Promise<Record<string, RuntimeTensor>>;
}

const PACKAGES = ['onnxruntime-node', 'onnxruntime-web'];

/** @returns undefined where neither package is installed */
async function findRuntime(): Promise<Runtime | undefined> {
  for (const name of PACKAGES) {
    // By a variable, since neither need be there.
    const found = await (import(name) as Promise<Runtime>).catch(() => undefined);
    if (found) return found;
  }
  return undefined;
}

/** Share of the largest answer that sums of float32 in another order may differ by. */
const TOLERANCE = 1e-3;

/**
 * Compares a network's answer to random pixels with that of the model's original arithmetic.
 * @param bytes the ONNX file
 * @returns the largest difference, as a share of the largest answer
 * @throws Error where ONNX Runtime is not installed, or answers otherwise
 */
export async function compareWithRuntime({ network }: Model, bytes: Uint8Array): Promise<number> {
  const runtime = await findRuntime();
  if (!runtime)
    throw new Error(
      `there is nothing to verify with: install ${PACKAGES.join(' or ')} beside deconv, or leave out --verify`,
    );
  const { height, width, channels } = network.input;
  const x = tf.randomUniform<tf.Rank.R4>([1, height, width, channels], -1, 1, 'float32', 2013);
  const first = tf.transpose(x, [0, 3, 1, 2]);
  const session = await runtime.InferenceSession.create(bytes);
  const image = new runtime.Tensor('float32', await first.data<'float32'>(), first.shape);
  const { [session.outputNames[0]!]: answer } = await session.run({
    [session.inputNames[0]!]: image,
  });
  const record = forward(network, x);
  const output = tf.transpose(record.output, [0, 3, 1, 2]);
  const ours = await output.data<'float32'>();
  tf.dispose([x, first, output]);
  record.dispose();
  return difference(ours, answer!.data);
}

function difference(ours: Float32Array, theirs: Float32Array): number {
  if (ours.length !== theirs.length)
    throw new Error(
      `ONNX Runtime answers with ${theirs.length} values, Deconv with ${ours.length}`,
    );
  const largest = Math.max(...theirs.map(Math.abs), Number.MIN_VALUE);
  const share = Math.max(...ours.map((value, i) => Math.abs(value - theirs[i]!))) / largest;
  if (share <= TOLERANCE) return share;
  throw new Error(
    `ONNX Runtime answers otherwise: values differ by up to ${share.toPrecision(2)} of the largest; nothing was written`,
  );
}
