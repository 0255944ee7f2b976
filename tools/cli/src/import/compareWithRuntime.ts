import { forward, type Network } from '@deconv/core';
import type { Model } from '@deconv/models';
import { withoutTelemetry } from '@deconv/native/withoutTelemetry';
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
export async function findRuntime(): Promise<Runtime | undefined> {
  withoutTelemetry();
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
  const x = randomPixels(network);
  try {
    return difference(answerTo(x, network), await runtimeAnswer(runtime, bytes, x), 'ONNX Runtime');
  } finally {
    x.dispose();
  }
}

/** Always the same, [1, height, width, channels]. */
export function randomPixels({ input: { height, width, channels } }: Network): tf.Tensor4D {
  return tf.randomUniform([1, height, width, channels], -1, 1, 'float32', 2013);
}

/** What a network outputs on TensorFlow.js, channels first, flat. */
export function answerTo(x: tf.Tensor4D, network: Network): Float32Array {
  const record = forward(network, x, { only: [network.output!] });
  const output = tf.tidy(() => tf.transpose(record.output, [0, 3, 1, 2]).dataSync<'float32'>());
  record.dispose();
  return output;
}

/** What ONNX Runtime makes of the same pixels. @param bytes the ONNX file */
export async function runtimeAnswer(
  { InferenceSession, Tensor }: Runtime,
  bytes: Uint8Array,
  x: tf.Tensor4D,
): Promise<Float32Array> {
  const session = await InferenceSession.create(bytes);
  const first = tf.transpose(x, [0, 3, 1, 2]);
  const image = new Tensor('float32', await first.data<'float32'>(), first.shape);
  first.dispose();
  const answers = await session.run({ [session.inputNames[0]!]: image });
  return answers[session.outputNames[0]!]!.data;
}

/**
 * The largest difference of two answers, as a share of the largest.
 * @param who answers with `theirs`
 * @throws Error where they are not alike
 */
export function difference(ours: Float32Array, theirs: Float32Array, who: string): number {
  if (ours.length !== theirs.length)
    throw new Error(`${who} answers with ${theirs.length} values, Deconv with ${ours.length}`);
  const largest = theirs.reduce((most, value) => Math.max(most, Math.abs(value)), Number.MIN_VALUE);
  const apart = ours.reduce((most, value, i) => Math.max(most, Math.abs(value - theirs[i]!)), 0);
  const share = apart / largest;
  if (share <= TOLERANCE) return share;
  throw new Error(
    `${who} answers otherwise: values differ by up to ${share.toPrecision(2)} of the largest; nothing was written`,
  );
}
