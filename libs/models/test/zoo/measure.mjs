import { forward, project } from '@deconv/core';
import { readOnnx } from '@deconv/models/onnx';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { difference } from './difference.mjs';

/** Opsets at which projections are compared: with normalisations taken apart, and whole. */
const PROJECTED = [11, 20];

function floats(path) {
  const bytes = readFileSync(path);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
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

/** @param expected folder of what PyTorch computed @returns the largest difference of each rule */
async function projections(record, expected, { units, rules }) {
  const worst = {};
  for (const [at, { module, unit }] of Object.entries(units)) {
    const layer = layerOf(record.network, module);
    const [channel, row, column] = unit;
    for (const rule of rules) {
      const asked = { layer, channel, at: [row, column] };
      const [found] = await project(record, [asked], { rule, signal: 1 });
      const image = channelsFirst(found, record.network.input);
      const each = difference(image, floats(`${expected}/${at}-${rule}.bin`));
      worst[rule] = Math.max(worst[rule] ?? 0, each);
    }
  }
  return worst;
}

/** What rounding may make of a projection, as a share of its largest value. */
const ROUNDING = 1e-4;

/**
 * The same against projections that rectify and unpool where this record did: what is left of a difference then is no matter of
 * values that lie so close that rounding decides between them.
 */
async function decided(record, folder, facts) {
  const made = decisionsOf(record);
  writeFileSync(
    `${folder}/decisions.json`,
    JSON.stringify(made.map(({ name, kind, shape }) => ({ name, kind, shape }))),
  );
  writeFileSync(`${folder}/decisions.bin`, Buffer.concat(made.map(({ bytes }) => bytes)));
  const script = fileURLToPath(new URL('replay.py', import.meta.url));
  execFileSync(process.env.PYTHON ?? 'python3', [script, folder], { stdio: 'inherit' });
  const told = JSON.parse(readFileSync(`${folder}/decided/facts.json`, 'utf8'));
  return { ...told, rules: await projections(record, `${folder}/decided`, facts) };
}

/** What each rectifier let pass, and which place of its window each maximum had: a byte each, channels first. */
function decisionsOf(record) {
  return record.network.nodes.flatMap(({ name, op }, i) => {
    const rectifies = /^ReLU(\d*)$/.exec(op.kind);
    if (!rectifies && op.kind !== 'MaxPooling2D') return [];
    const map = rectifies ? record.valueAt(i) : record.switchesAt(i);
    const cap = Number(rectifies?.[1] || Infinity);
    const values = tf.tidy(() => tf.transpose(map, [0, 3, 1, 2]).dataSync());
    const { height, width, channels } = op.shape;
    return {
      name,
      kind: rectifies ? 'rectify' : 'pool',
      shape: [channels, height, width],
      bytes: Uint8Array.from(values, (value) =>
        rectifies ? Number(value > 0 && value < cap) : value,
      ),
    };
  });
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
  const rules = PROJECTED.includes(opset) ? await projections(record, folder, facts) : undefined;
  const isOff = opset === PROJECTED.at(-1) && Object.values(rules).some((each) => each > ROUNDING);
  const replayed = isOff ? await decided(record, folder, facts) : undefined;
  record.dispose();
  x.dispose();
  model.dispose();
  return { ...counts, answer, ...(rules && { rules }), ...(replayed && { decided: replayed }) };
}

/** Has wasm compute, once. */
export async function start() {
  if (tf.getBackend() === 'wasm') return;
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(wasm)}/`);
  await tf.setBackend('wasm');
  if (tf.getBackend() !== 'wasm') throw new Error('the backend wasm did not start');
}

/** @param folder of one network, as export.py made it */
export async function measure(folder) {
  await start();
  const facts = JSON.parse(readFileSync(`${folder}/facts.json`, 'utf8'));
  const opsets = [];
  for (const opset of facts.opsets) {
    opsets.push(await atOpset(opset, folder, facts));
    console.log(facts.name, JSON.stringify(opsets.at(-1)));
  }
  const { name, side, seed, torch, torchvision, float32 } = facts;
  return { name, side, seed, torch, torchvision, backend: 'wasm', float32, opsets };
}
