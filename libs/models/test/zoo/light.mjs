import { forward } from '@deconv/core';
import { readOnnx } from '@deconv/models/onnx';
import * as tf from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import { difference } from './difference.mjs';
import { start } from './measure.mjs';

const CLASSES = 1000;

/** What stands at the end of a TensorProto of so many floats, whichever of its fields holds them. */
function answerIn(path) {
  const bytes = readFileSync(path);
  return new Float32Array(new Uint8Array(bytes.subarray(bytes.length - 4 * CLASSES)).buffer);
}

/** The image that these networks are tested with: 0, 1/n, 2/n … in raster order, channels first. */
function countingImage({ height, width }) {
  const n = 3 * height * width;
  const values = Float32Array.from({ length: n }, (_, i) => i / n);
  return tf.tidy(() => tf.transpose(tf.tensor4d(values, [1, 3, height, width]), [0, 2, 3, 1]));
}

/**
 * A graph of the ONNX Model Zoo with constant weights, and what its answer differs by from that which comes with it, as a share of
 * the largest.
 * @param folder of light_NAME.onnx and light_NAME_output_0.pb
 */
export async function measureLight(folder, name) {
  await start();
  const file = new Uint8Array(readFileSync(`${folder}/light_${name}.onnx`));
  const model = await readOnnx(
    (path) => Promise.resolve(path === 'model.onnx' ? file : undefined),
    {
      modelFile: 'model.onnx',
    },
  );
  const x = countingImage(model.network.input);
  const record = forward(model.network, x);
  const expected = answerIn(`${folder}/light_${name}_output_0.pb`);
  const answer = difference(await record.output.data(), expected);
  const { kind, added } = model.answer;
  return { name, layers: model.layers.length, kind, softmaxAdded: added === 'softmax', answer };
}
