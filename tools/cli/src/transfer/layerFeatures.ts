import { passEngine } from '@deconv/core';
import { recordOf, type Model } from '@deconv/models';
import { networkUpTo, pooledFeatures, pooledShape } from '@deconv/probes';
import * as tf from '@tensorflow/tfjs-core';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fit } from '@deconv/datasets/node';
import { fingerprint } from '../fingerprint.js';
import { digestOf } from '../identity/digestOf.js';
import { requireUnchanged } from '../identity/requireUnchanged.js';
import { progress } from '../progress.js';
import { keep } from './keep.js';
import type { LabelledImages } from './LabelledImages.js';

export interface FeatureTask {
  layers: readonly string[];
  /** Values of a layer at most. */
  most: number;
  fit: Fit;
  /** Folder that keeps features. */
  cache: string;
  signal: AbortSignal;
}

/** Features of all images, [images, features], by layer; of an image that cannot be read, NaN. */
export interface Features {
  byLayer: Map<string, Float32Array<ArrayBuffer>>;
  skipped: { image: string; reason: string }[];
}

/** Raised with how features are computed and kept. */
const WORK = 'features 1';

/** What lies beside cached features. */
type Skipped = Features['skipped'];

/**
 * Layers' activations for all images, averaged over a grid where they are many: one forward pass an image, kept on disk,
 * so that the same network on the same images is never asked twice.
 */
export async function layerFeatures(
  model: Model,
  data: LabelledImages,
  task: FeatureTask,
): Promise<Features> {
  const path = pathsFor(model, data, task);
  const kept = new Map<string, Float32Array<ArrayBuffer>>();
  let skipped: Skipped = [];
  for (const layer of task.layers) {
    const found = await readKept(path(layer), data.images.length * sizeOf(model, layer, task.most));
    if (!found) continue;
    kept.set(layer, found.features);
    skipped = joined(skipped, found.skipped);
  }
  const missing = task.layers.filter((layer) => !kept.has(layer));
  if (!missing.length) return { byLayer: kept, skipped };
  const made = await makeFeatures(model, data, { ...task, layers: missing });
  await requireUnchanged(data.identity, data.paths, task);
  for (const [layer, features] of made.byLayer) {
    kept.set(layer, features);
    await keep(`features of ${layer}`, [
      { path: `${path(layer)}.json`, bytes: Buffer.from(JSON.stringify(made.skipped)) },
      { path: path(layer), bytes: new Uint8Array(features.buffer) },
    ]);
  }
  return { byLayer: kept, skipped: joined(skipped, made.skipped) };
}

/** Images that one layer lacks are left out for all. */
function joined(some: Skipped, others: Skipped): Skipped {
  const named = new Set(some.map(({ image }) => image));
  return [...some, ...others.filter(({ image }) => !named.has(image))];
}

/** Where features are kept, under all that they hang on. */
function pathsFor(model: Model, data: LabelledImages, { most, fit, cache }: FeatureTask) {
  const asked = {
    work: WORK,
    most: String(most),
    fit,
    backend: passEngine() ? 'native' : tf.getBackend(),
  };
  const identity = { ...data.identity, ...asked, network: fingerprint(model) };
  return (layer: string): string => join(cache, digestOf({ ...identity, layer }));
}

const sizeOf = ({ network }: Model, layer: string, most: number): number => {
  const { height, width, channels } = pooledShape(
    network.nodes[network.indexOf(layer)]!.op.shape,
    most,
  );
  return height * width * channels;
};

/** @param values how many there must be */
async function readKept(path: string, values: number) {
  try {
    const bytes = await readFile(path);
    if (bytes.length !== 4 * values) return undefined;
    const skipped = JSON.parse(await readFile(`${path}.json`, 'utf8')) as Skipped;
    return { features: new Float32Array(new Uint8Array(bytes).buffer), skipped };
  } catch {
    return undefined;
  }
}

async function makeFeatures(
  whole: Model,
  data: LabelledImages,
  { layers, most, fit, signal }: FeatureTask,
): Promise<Features> {
  const model = { ...whole, network: networkUpTo(whole.network, layers) };
  const { length } = data.images;
  const byLayer = new Map(
    layers.map((layer) => [layer, new Float32Array(length * sizeOf(model, layer, most)).fill(NaN)]),
  );
  const skipped: Skipped = [];
  const report = progress(length);
  const decode = (index: number) =>
    data.decode(index, model.preprocess.inputSize, fit).catch((error: unknown) => error as Error);
  let coming = decode(0);
  for (const [index, image] of data.images.entries()) {
    signal.throwIfAborted();
    const pixels = await coming;
    // While this one is computed, the next is decoded.
    if (index + 1 < length) coming = decode(index + 1);
    if (pixels instanceof Error) skipped.push({ image: image.name, reason: pixels.message });
    else {
      const record = await recordOf(model, pixels);
      try {
        for (const [layer, features] of byLayer) {
          const map = record.activation(layer);
          const [, height, width, channels] = map.shape;
          const values = await pooledFeatures(map, pooledShape({ height, width, channels }, most));
          features.set(values, index * values.length);
        }
      } finally {
        record.dispose();
      }
    }
    report(index + 1);
  }
  return { byLayer, skipped };
}
