import { inputSizeIn, readModelParts } from '../readModelParts.js';
import type { LoadOptions, Model } from '../Model.js';
import type { ReadFile } from '../modelFiles.js';
import { readBeside } from '../readBeside.js';
import type { Dialect } from '../operations/Dialect.js';
import { readOperations } from '../operations/OperationReader.js';
import { decodeModel } from './decodeModel.js';
import { ARRANGING, FOLDS } from './folds.js';
import { LAYERS } from './layers.js';
import { readGraph } from './readGraph.js';

const ONNX: Dialect = {
  folds: FOLDS,
  arranging: ARRANGING,
  filling: new Set(['ConstantOfShape']),
  shapes: new Set(['Shape']),
  layers: LAYERS,
};

/** Operations of ONNX that can be read, those on constants aside. */
const SUPPORTED_OPERATIONS = [...new Set([...LAYERS.keys(), ...ARRANGING])].sort();

/**
 * Loads an ONNX model of opset 7 to 21 for classifying images, [batch, channels, height, width], with `preprocess.json` and
 * `labels.json` where they lie beside it.
 * @throws Error with a readable message for missing, malformed or unfitting files; UnsupportedLayer unless `partial`
 */
export async function readOnnx(read: ReadFile, options: LoadOptions = {}): Promise<Model> {
  const { signal, onProgress, modelFile = 'model.onnx' } = options;
  const beside = await readBeside(read, options);
  signal?.throwIfAborted();
  const bytes = await read(modelFile, (read, total) => {
    if (total) onProgress?.((0.5 * read) / total, `reading ${modelFile}`);
  });
  if (!bytes) throw new Error(`no ${modelFile} found`);
  signal?.throwIfAborted();
  onProgress?.(0.5, `reading ${modelFile}`);
  const size = inputSizeIn(beside, options.inputSize);
  const graph = await readGraph(decodeModel(bytes, modelFile), read, size);
  signal?.throwIfAborted();
  onProgress?.(0.9, 'building the network');
  const reading = readOperations(graph, ONNX);
  const model = readModelParts(reading, beside, { ...options, kinds: SUPPORTED_OPERATIONS });
  onProgress?.(1, 'ready');
  return model;
}
