import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel, type LayersModel } from '@tensorflow/tfjs-layers';
import { asKeras2 } from './keras/asKeras2.js';
import { innerLayers, nameOf, type KerasLayer } from './keras/kerasLayer.js';
import { asKeras2Weights, layerOfWeight } from './keras/weightNames.js';
import { withoutUnknown } from './keras/withoutUnknown.js';
import { leftOutReports } from './leftOutReports.js';
import type { LayerReport } from './LayerReport.js';
import './LrnLayer.js';
import type { Weight } from './modelFiles.js';
import { classFor } from './standIns/index.js';

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
      `model.json holds a model of class ${whole.class_name} that lists no layers; build it as a Sequential or functional model and export again`,
    );
  const { model, leftOut } = withoutUnknown(whole);
  const named = asKeras2Weights(weights, whole);
  const reports = leftOutReports(leftOut, named);
  if (model.config.layers!.every(({ class_name }) => class_name === 'InputLayer'))
    throw new Error(`no layer can be read: ${faultsOf(reports).join('; ')}`);
  const layers = new Set(innerLayers(whole).map(nameOf));
  const kept = new Set(innerLayers(model).map(nameOf));
  const fitting = named.filter(({ spec: { name } }) => {
    const layer = layerOfWeight(name, layers);
    return layer === undefined || kept.has(layer);
  });
  return { model: await load(withStandIns(model), fitting), leftOut: reports };
}

const faultsOf = (reports: LayerReport[]): string[] =>
  reports
    .filter(({ blockedBy }) => blockedBy.length === 0)
    .map(({ name, problem }) => `layer "${name}": ${problem}`);

function withStandIns(layer: KerasLayer): KerasLayer {
  const layers = layer.config.layers?.map(withStandIns);
  return {
    ...layer,
    class_name: classFor(layer.class_name, layer.config),
    config: layers ? { ...layer.config, layers } : layer.config,
  };
}

async function load(modelTopology: KerasLayer, weights: Weight[]): Promise<LayersModel> {
  const weightSpecs = weights.map(({ spec }) => spec);
  const weightData = await new Blob(weights.map(({ bytes }) => bytes)).arrayBuffer();
  const artifacts = { modelTopology, weightSpecs, weightData } as tf.io.ModelArtifacts;
  return loadLayersModel(tf.io.fromMemory(artifacts)).catch(async (cause: unknown) => {
    const reason =
      (await misfit(modelTopology, weightSpecs).catch(() => undefined)) ?? (cause as Error).message;
    throw new Error(`model.json cannot be read: ${reason}`, { cause });
  });
}

/** The first weight whose shape is not what its layer asks for: tfjs does not name it. */
async function misfit(
  modelTopology: object,
  specs: tf.io.WeightsManifestEntry[],
): Promise<string | undefined> {
  const model = await loadLayersModel(tf.io.fromMemory({ modelTopology }));
  const shapes = new Map(model.weights.map(({ originalName, shape }) => [originalName, shape]));
  model.dispose();
  const shapeOf = (shape: readonly (number | null)[]) => `[${shape.join(', ')}]`;
  const wrong = specs.find(({ name, shape }) => {
    const expected = shapes.get(name);
    return expected && shapeOf(expected) !== shapeOf(shape);
  });
  return (
    wrong &&
    `weight ${wrong.name} has shape ${shapeOf(wrong.shape)}, but its layer expects ${shapeOf(shapes.get(wrong.name)!)}`
  );
}
