import { Network } from '@deconv/core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { Allowance } from './Allowance.js';
import { disposeModel } from './disposeModel.js';
import { fetchFile } from './fetchFile.js';
import { readLayers } from './fromLayersModel.js';
import { SUPPORTED_LAYERS } from './layerOps.js';
import type { LayerReport } from './LayerReport.js';
import { loadLayers } from './loadLayers.js';
import type { LoadOptions, Model } from './Model.js';
import { sizeOf } from './keras/sizeOf.js';
import { readModelJson, readWeights, type ReadFile, type Weight } from './modelFiles.js';
import { readBeside, type Beside } from './readBeside.js';
import { inputSizeIn, readModelParts } from './readModelParts.js';

/**
 * Loads a model folder: `model.json` of a tf.LayersModel or tf.GraphModel, its weights, and optionally `preprocess.json` and `labels.json`.
 * @param url of the folder or its `model.json`
 * @throws Error with a readable message for missing, truncated, unfitting or too large files; UnsupportedLayer
 */
export function loadModel(url: string, options: LoadOptions = {}): Promise<Model> {
  const address = new URL(url, typeof location === 'undefined' ? undefined : location.href);
  const [, folder, modelFile = 'model.json'] = /^(.*?)(?:\/([^/]*\.json))?\/?$/.exec(
    address.pathname,
  )!;
  const bounds = { ...options, allowance: options.allowance ?? new Allowance() };
  const read: ReadFile = async (name, onBytes) => {
    const file = new URL(address);
    file.pathname = `${folder}/${name}`;
    const bytes = await fetchFile(file, { ...bounds, ...(onBytes && { onBytes }) });
    if (!bytes && name === modelFile)
      throw new Error(
        `${file.href}: the server has no such file (404); expected the address of a model folder or its model.json`,
      );
    return bytes;
  };
  return readModel(read, { ...options, modelFile });
}

/** The same from anywhere that files can be read from: a folder on disk, dropped files. */
export async function readModel(read: ReadFile, options: LoadOptions = {}): Promise<Model> {
  const { signal, onProgress } = options;
  const { format, topology, signature, manifest } = await readModelJson(read, options.modelFile);
  signal?.throwIfAborted();
  onProgress?.(0.05, 'reading what stands beside the model');
  const beside = await readBeside(read, {
    modelSize: format === 'layers' ? sizeOf(topology) : undefined,
    inputSize: options.inputSize,
  });
  signal?.throwIfAborted();
  onProgress?.(0.1, 'reading weights');
  const weights = await readWeights(read, manifest, (path, fraction) =>
    onProgress?.(0.1 + 0.6 * fraction, `reading ${path}`),
  );
  signal?.throwIfAborted();
  onProgress?.(0.7, 'building the network');
  const model =
    format === 'layers'
      ? await readLayersModel(topology, weights, beside, options)
      : // Fetched only where it is needed: most models are of layers.
        (await import('./graphModel/readGraphModel.js')).readGraphModel(
          { topology, signature },
          weights,
          beside,
          options,
        );
  onProgress?.(1, 'ready');
  return model;
}

async function readLayersModel(
  topology: object,
  weights: Weight[],
  beside: Beside,
  options: LoadOptions,
): Promise<Model> {
  const { model, leftOut } = await loadLayers(topology, weights);
  try {
    await requireFinite(model, (fraction) =>
      options.onProgress?.(0.75 + 0.2 * fraction, 'checking the weights'),
    );
    return modelOf(model, leftOut, beside, options);
  } finally {
    disposeModel(model);
  }
}

function modelOf(
  layersModel: LayersModel,
  leftOut: LayerReport[],
  beside: Beside,
  options: LoadOptions,
): Model {
  const size = inputSizeIn(beside, options.inputSize);
  const { network, layers, outputs } = readLayers(layersModel, size);
  // The loose ends of a model that was cut are not its answer.
  const reading = {
    network: leftOut.length ? new Network(network.nodes, undefined) : network,
    layers: [...layers, ...leftOut],
    outputs: leftOut.length ? [] : outputs,
  };
  return readModelParts(reading, beside, { ...options, kinds: SUPPORTED_LAYERS });
}

/** @throws Error that names the first weight that holds anything but finite numbers */
async function requireFinite(
  model: LayersModel,
  onWeight: (fraction: number) => void,
): Promise<void> {
  const all = model.countParams();
  let done = 0;
  for (const weight of model.weights) {
    const values = await weight.read().data();
    if (!values.every(Number.isFinite))
      throw new Error(
        `weight ${weight.originalName} holds values that are not numbers (NaN or infinite); train or export the model again`,
      );
    onWeight((done += values.length) / all);
  }
}
