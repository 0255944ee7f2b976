import { forward } from '@deconv/core';
import { readModel } from '@deconv/models';
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { difference } from './difference.mjs';

const fileOf = (folder, name) => new Uint8Array(readFileSync(join(folder, name)));

/** The same files for TensorFlow.js. */
function artifactsOf(folder) {
  const { modelTopology, weightsManifest, signature, userDefinedMetadata } = JSON.parse(
    readFileSync(join(folder, 'model.json'), 'utf8'),
  );
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
  const paths = weightsManifest.flatMap((group) => group.paths);
  const weightData = new Uint8Array(
    Buffer.concat(paths.map((path) => Buffer.from(fileOf(folder, path)))),
  ).buffer;
  return { modelTopology, weightSpecs, weightData, signature, userDefinedMetadata };
}

/** What keeps an output from being read: the operation at fault, and its reason. */
function problemOf(output, layers) {
  const reportOf = (name) => layers.find((each) => each.name === name);
  const [fault = output] = reportOf(output)?.blockedBy ?? [];
  const { kind, problem } = reportOf(fault) ?? { kind: 'output', problem: 'not read' };
  return `"${fault}" (${kind}): ${problem}`;
}

/**
 * A tf.GraphModel, and what TensorFlow.js' own executor differs by of its outputs for one image of noise, as a share of the largest
 * value, on the backend cpu.
 * @param folder with model.json and its weights; its name is the model's
 */
export async function measureGraphModel(folder) {
  await tf.setBackend('cpu');
  const read = (name) =>
    Promise.resolve(existsSync(join(folder, name)) ? fileOf(folder, name) : undefined);
  const model = await readModel(read, { partial: true });
  const executor = await loadGraphModel({ load: () => Promise.resolve(artifactsOf(folder)) });
  const { network, layers } = model;
  const { height, width, channels } = network.input;
  const x = tf.randomUniform([1, height, width, channels], -1, 1, 'float32', 2013);
  const record = forward(network, x);
  const outputs = [];
  for (const name of executor.outputs.map((output) => output.name.replace(/:0$/, ''))) {
    const node = network.nodes.findIndex((each) => each.name === name && each.layer);
    if (node < 0) {
      outputs.push({ name, problem: problemOf(name, layers) });
      continue;
    }
    const values = record.valueAt(node).dataSync();
    const expected = tf.tidy(() => executor.execute(x, name).dataSync());
    outputs.push({ name, answer: difference(values, expected) });
  }
  const count = layers.filter(({ problem }) => !problem).length;
  return { name: basename(folder), layers: layers.length, read: count, outputs };
}
