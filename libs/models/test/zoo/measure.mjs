import { forward, project } from '@deconv/core';
import { readOnnx } from '@deconv/models/onnx';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** Opsets at which projections are compared: with normalisations taken apart, and whole. */
const PROJECTED = [11, 20];

function floats(path) {
  const bytes = readFileSync(path);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

/** The largest difference, as a share of the largest value. */
function difference(found, expected) {
  if (found.length !== expected.length)
    throw new Error(`${found.length} values stand against ${expected.length}`);
  let [largest, most] = [0, 0];
  expected.forEach((value, i) => {
    largest = Math.max(largest, Math.abs(value));
    most = Math.max(most, Math.abs(value - found[i]));
  });
  return Number((most / largest).toPrecision(2));
}

/** Image, channels first, of a projection in its place. */
function channelsFirst({ box, pixels }, { height, width, channels }) {
  const image = new Float32Array(height * width * channels);
  for (let i = 0; i < pixels.length; i++) {
    const place = Math.floor(i / channels);
    const row = box.top + Math.floor(place / box.width);
    const column = box.left + (place % box.width);
    image[((i % channels) * height + row) * width + column] = pixels[i];
  }
  return image;
}

/** The layer that ends a module of PyTorch, by the names that its exports give. */
function layerOf({ layers }, module) {
  if (!module) return layers.at(-1).name;
  const scope = `/${module
    .split('.')
    .map((_, i, all) => scopeOf(all.slice(0, i + 1)))
    .join('/')}/`;
  const inside = layers.filter(({ name }) => name.startsWith(scope));
  if (!inside.length) throw new Error(`no layer stands in ${scope}`);
  return inside.at(-1).name;
}

/** Names within a Sequential repeat their own: /features/features.0/Conv. */
function scopeOf(parts) {
  const last = parts.at(-1);
  return /^\d+$/.test(last) ? `${parts.at(-2)}.${last}` : last;
}

async function projections(record, folder, facts) {
  const worst = {};
  for (const [
    at,
    {
      module,
      unit: [channel, row, column],
    },
  ] of Object.entries(facts.units)) {
    const layer = layerOf(record.network, module);
    for (const rule of facts.rules) {
      const unit = { layer, channel, at: [row, column] };
      const [found] = await project(record, [unit], { rule, signal: 1 });
      const image = channelsFirst(found, record.network.input);
      const each = difference(image, floats(`${folder}/${at}-${rule}.bin`));
      worst[rule] = Math.max(worst[rule] ?? 0, each);
    }
  }
  return worst;
}

async function atOpset(opset, folder, facts) {
  const modelFile = `opset${opset}.onnx`;
  const model = await readOnnx(
    (name) =>
      Promise.resolve(
        name === modelFile ? new Uint8Array(readFileSync(`${folder}/${name}`)) : undefined,
      ),
    { modelFile, partial: true },
  );
  const refused = model.layers.filter(({ problem }) => problem);
  const counts = { opset, layers: model.layers.length, read: model.layers.length - refused.length };
  if (refused.length) {
    model.dispose();
    return { ...counts, problem: `${refused[0].name}: ${refused[0].problem}` };
  }
  const { side } = facts;
  const x = tf.tidy(() =>
    tf.transpose(tf.tensor4d(floats(`${folder}/input.bin`), [1, 3, side, side]), [0, 2, 3, 1]),
  );
  const record = forward(model.network, x);
  const answer = difference(await record.output.data(), floats(`${folder}/answer.bin`));
  const rules = PROJECTED.includes(opset) && (await projections(record, folder, facts));
  record.dispose();
  x.dispose();
  model.dispose();
  return { ...counts, answer, ...(rules && { rules }) };
}

async function start() {
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(wasm)}/`);
  await tf.setBackend('wasm');
  if (tf.getBackend() !== 'wasm') throw new Error('the backend wasm did not start');
}

/** @param folder of one network, as export.py made it */
export async function measure(folder) {
  if (tf.getBackend() !== 'wasm') await start();
  const facts = JSON.parse(readFileSync(`${folder}/facts.json`, 'utf8'));
  const opsets = [];
  for (const opset of facts.opsets) {
    opsets.push(await atOpset(opset, folder, facts));
    console.log(facts.name, JSON.stringify(opsets.at(-1)));
  }
  const { name, side, seed, torch, torchvision } = facts;
  return { name, side, seed, torch, torchvision, backend: 'wasm', opsets };
}
