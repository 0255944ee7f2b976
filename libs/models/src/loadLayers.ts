import { brief } from '@deconv/untrusted';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel, type LayersModel } from '@tensorflow/tfjs-layers';
import { decodeWeight } from './decodeWeight.js';
import { disposeModel } from './disposeModel.js';
import { asKeras2 } from './keras/asKeras2.js';
import { faultyLayer } from './keras/faultyLayer.js';
import { innerLayers, nameOf, type KerasLayer } from './keras/kerasLayer.js';
import { UnsoundModel } from './misread.js';
import { requireSound } from './keras/requireSound.js';
import { withWeightsInFile } from './keras/weightInFile.js';
import { asKeras2Weights, layerOfWeight } from './keras/weightNames.js';
import { withoutUnknown } from './keras/withoutUnknown.js';
import { leftOutReports } from './leftOutReports.js';
import type { LayerReport } from './LayerReport.js';
import './LrnLayer.js';
import type { Weight } from './modelFiles.js';
import { classFor, kerasClass } from './standIns/index.js';

export interface LoadedLayers {
  /** Without the layers that tfjs does not know. */
  model: LayersModel;
  /** Those layers, and what reads them. */
  leftOut: LayerReport[];
}

/**
 * Loads what tfjs can of a model, whichever Keras wrote it.
 * @param topology a model's configuration, as Keras 2, Keras 3 or tfjs writes it
 * @throws Error for weights that do not fit the layers, and for a model of which no layer can be loaded
 */
export async function loadLayers(topology: object, weights: Weight[]): Promise<LoadedLayers> {
  const whole = asKeras2(topology);
  if (!whole.config.layers)
    throw new Error(
      `model.json holds a model of class ${brief(whole.class_name)} that lists no layers; build it as a Sequential or functional model and export again`,
    );
  requireSound(whole);
  const { model, leftOut } = withoutUnknown(whole);
  const named = asKeras2Weights(weights, whole);
  const reports = leftOutReports(leftOut, named);
  if (model.config.layers!.every(({ class_name }) => class_name === 'InputLayer'))
    throw new Error(
      `no layer can be read: ${brief(faultsOf(reports).join('; '), MOST_OF_A_REASON)}`,
    );
  const layers = new Set(innerLayers(whole).map(nameOf));
  const kept = new Set(innerLayers(model).map(nameOf));
  const fitting = named.filter(({ spec: { name } }) => {
    const layer = layerOfWeight(name, layers);
    return layer === undefined || kept.has(layer);
  });
  return { model: await load(model, fitting), leftOut: reports };
}

const faultsOf = (reports: LayerReport[]): string[] =>
  reports
    .filter(({ blockedBy }) => blockedBy.length === 0)
    .map(({ name, problem }) => `layer "${name}": ${problem}`);

function withStandIns(layer: KerasLayer, weights: readonly Weight[]): KerasLayer {
  const layers = layer.config.layers?.map((inner) => withStandIns(inner, weights));
  return {
    ...layer,
    class_name: classFor(layer.class_name, layer.config),
    config: layers ? { ...layer.config, layers } : withWeightsInFile(layer, weights),
  };
}

async function load(topology: KerasLayer, weights: Weight[]): Promise<LayersModel> {
  const modelTopology = withStandIns(topology, weights);
  try {
    // Given weights along with it, tfjs would not ask how they begin, and take what memory it is told to.
    const model = await loadLayersModel(tf.io.fromMemory({ modelTopology }));
    try {
      setWeights(model, weights);
      return model;
    } catch (error) {
      disposeModel(model);
      throw error;
    }
  } catch (cause) {
    if (cause instanceof UnsoundModel) throw cause;
    throw new Error(`model.json cannot be read: ${await reasonOf(cause, modelTopology)}`, {
      cause,
    });
  }
}

function setWeights(model: LayersModel, weights: Weight[]): void {
  const named: tf.NamedTensorMap = {};
  try {
    for (const weight of weights) named[weight.spec.name] = decodeWeight(weight);
    model.loadWeights(named);
  } finally {
    tf.dispose(named);
  }
}

/** What tfjs itself refuses it says in words; where it stumbles, the layer at which it does. */
async function reasonOf(cause: unknown, model: KerasLayer): Promise<string> {
  const stumbled = [TypeError, RangeError, ReferenceError].some((kind) => cause instanceof kind);
  if (cause instanceof Error && !stumbled && !cause.message.startsWith("Argument '"))
    return inWords(cause.message);
  const faulty = await faultyLayer(model, builds);
  const named = faulty
    ? `layer "${brief(nameOf(faulty))}" (${brief(kerasClass(faulty.class_name))})`
    : 'it';
  return `TensorFlow.js cannot build ${named} from what is said of it; convert the model again`;
}

/** Without what tfjs says to those who program with it. */
function inWords(message: string): string {
  const stray = /has no target variable: (.*)/s.exec(message)?.[1];
  if (stray !== undefined) return `weight "${brief(stray)}" belongs to none of its layers`;
  const said = message.replace(/\.? (This may be due to|Input received: ).*/s, '');
  return brief(said, MOST_OF_A_REASON);
}

const MOST_OF_A_REASON = 300;

async function builds(modelTopology: KerasLayer): Promise<boolean> {
  try {
    disposeModel(await loadLayersModel(tf.io.fromMemory({ modelTopology })));
    return true;
  } catch {
    return false;
  }
}
