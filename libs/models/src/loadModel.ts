import type { Network } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel, type LayersModel } from '@tensorflow/tfjs-layers';
import { fromLayersModel } from './fromLayersModel.js';
import { readLabels } from './labels.js';
import './LrnLayer.js';
import { readPreprocess, type Preprocess } from './preprocess.js';

export interface Model {
  network: Network;
  preprocess: Preprocess;
  /** Class names; empty where the folder says none. */
  labels: string[];
  dispose(): void;
}

/** Reads one file of a model folder. @returns undefined where there is no such file */
export type ReadFile = (name: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;

export interface LoadOptions {
  signal?: AbortSignal;
  onProgress?: (fraction: number, message: string) => void;
}

/**
 * Loads a model folder: `model.json`, its weights, and optionally `preprocess.json` and `labels.json`.
 * @param url of the folder or its `model.json`
 * @throws Error with a readable message for missing, truncated or unfitting files; UnsupportedLayer
 */
export function loadModel(url: string, options: LoadOptions = {}): Promise<Model> {
  const folder = url.replace(/model\.json$/, '').replace(/\/?$/, '/');
  return readModel(async (name) => {
    const response = await fetch(folder + name, options.signal ? { signal: options.signal } : {});
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${folder}${name}: the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }, options);
}

/** The same from anywhere that files can be read from: a folder on disk, dropped files. */
export async function readModel(read: ReadFile, options: LoadOptions = {}): Promise<Model> {
  const { signal, onProgress } = options;
  const topology = await readJson(read, 'model.json');
  if (!topology)
    throw new Error('no model.json found; a model folder holds model.json and its weights');
  signal?.throwIfAborted();
  onProgress?.(0.1, 'reading weights');
  const artifacts = await readArtifacts(read, topology, onProgress);
  signal?.throwIfAborted();
  const [given, labels] = [
    await readJson(read, 'preprocess.json'),
    await readJson(read, 'labels.json'),
  ];
  onProgress?.(0.9, 'building the network');
  const layersModel = await loadLayersModel(tf.io.fromMemory(artifacts)).catch((cause: unknown) => {
    throw new Error(`model.json cannot be read: ${(cause as Error).message}`, { cause });
  });
  try {
    const model = {
      preprocess: readPreprocess(given, layersModel.inputs[0]?.shape[1] ?? undefined),
      labels: labels === undefined ? [] : readLabels(labels),
    };
    await requireFinite(layersModel);
    const network = fromLayersModel(layersModel, model.preprocess.inputSize);
    onProgress?.(1, 'ready');
    return { ...model, network, dispose: () => network.dispose() };
  } finally {
    layersModel.dispose();
  }
}

interface ModelJson {
  modelTopology?: object;
  weightsManifest?: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
}

async function readJson(read: ReadFile, name: string): Promise<unknown> {
  const bytes = await read(name);
  if (!bytes) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new Error(`${name} is not valid JSON: ${(cause as Error).message}`, { cause });
  }
}

async function readArtifacts(
  read: ReadFile,
  { modelTopology, weightsManifest = [] }: ModelJson,
  onProgress: LoadOptions['onProgress'],
): Promise<tf.io.ModelArtifacts> {
  if (!modelTopology)
    throw new Error(
      'model.json has no modelTopology; expected a tf.LayersModel (format "layers-model")',
    );
  const buffers: Uint8Array<ArrayBuffer>[] = [];
  const paths = weightsManifest.flatMap((group) => group.paths);
  for (const [i, path] of paths.entries()) {
    const bytes = await read(path);
    if (!bytes) throw new Error(`weights file ${path} is missing beside model.json`);
    buffers.push(bytes);
    onProgress?.(0.1 + (0.8 * (i + 1)) / paths.length, `reading ${path}`);
  }
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  const weightData = new Uint8Array(await new Blob(buffers).arrayBuffer()).buffer;
  const expected = weightSpecs.reduce((sum, spec) => sum + bytesOf(spec), 0);
  if (weightData.byteLength !== expected)
    throw new Error(
      `the weights have ${weightData.byteLength} bytes, but model.json describes ${expected}; copy the files again`,
    );
  return { modelTopology: withInputShape(modelTopology), weightSpecs, weightData };
}

function bytesOf({ shape, dtype, quantization }: tf.io.WeightsManifestEntry): number {
  const size: Record<string, number> = {
    float32: 4,
    int32: 4,
    float16: 2,
    uint16: 2,
    uint8: 1,
    bool: 1,
  };
  return shape.reduce((a, b) => a * b, 1) * (size[quantization?.dtype ?? dtype] ?? 4);
}

/** Keras 3 writes an input layer's shape as `batch_shape`; tfjs knows `batch_input_shape`. */
function withInputShape<T>(json: T): T {
  if (Array.isArray(json)) return json.map(withInputShape) as T;
  if (json === null || typeof json !== 'object') return json;
  const entries = Object.entries(json).map(([key, value]) => [
    key === 'batch_shape' ? 'batch_input_shape' : key,
    withInputShape(value as unknown),
  ]);
  return Object.fromEntries(entries) as T;
}

/** @throws Error that names the first layer whose weights are not all finite numbers */
async function requireFinite(model: LayersModel): Promise<void> {
  for (const weight of model.weights) {
    const values = await weight.read().data();
    if (!values.every(Number.isFinite))
      throw new Error(
        `weight ${weight.originalName} holds values that are not numbers (NaN or infinite); train or export the model again`,
      );
  }
}
