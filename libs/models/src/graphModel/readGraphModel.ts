import type { LoadOptions, Model } from '../Model.js';
import type { Weight } from '../modelFiles.js';
import type { Beside } from '../readBeside.js';
import { inputSizeIn, readModelParts } from '../readModelParts.js';
import type { Dialect } from '../operations/Dialect.js';
import { readOperations } from '../operations/OperationReader.js';
import { constantsOf } from './constantsOf.js';
import { ARRANGING, FOLDS } from './folds.js';
import { LAYERS } from './layers.js';
import { readGraph } from './readGraph.js';

const TENSORFLOW: Dialect = {
  folds: FOLDS,
  arranging: ARRANGING,
  filling: new Set(['Fill']),
  shapes: new Set(['Shape']),
  layers: LAYERS,
};

/** Operations of TensorFlow that can be read, those on constants aside. */
const SUPPORTED_OPERATIONS = [...new Set([...LAYERS.keys(), ...ARRANGING])].sort();

/** A tf.GraphModel as its model.json tells it. */
export interface GraphTopology {
  /** A GraphDef. */
  topology: unknown;
  signature: unknown;
}

/**
 * Reads a tf.GraphModel for classifying images, [batch, height, width, channels].
 * @throws Error for a graph that is none; UnsupportedLayer unless `partial`
 */
export function readGraphModel(
  { topology, signature }: GraphTopology,
  weights: Weight[],
  beside: Beside,
  options: LoadOptions,
): Model {
  const constants = constantsOf(weights);
  const graph = readGraph(topology, signature, constants, inputSizeIn(beside, options.inputSize));
  const reading = readOperations(graph, TENSORFLOW);
  return readModelParts(reading, beside, { ...options, kinds: SUPPORTED_OPERATIONS });
}
